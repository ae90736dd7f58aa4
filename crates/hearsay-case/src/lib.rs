//! Puts readings and judgements together: who is who, which claims are the same, which are copies, and on what origins
//! they rest.
//!
//! Pure and in memory: it knows nothing of files, SQL, commands or JSON, and the same records and judgements give the
//! same case, whatever their order.
//!
//! The way of a document: [`record`] (what it brings) → who is who ([`entities`]), what was copied ([`reuse`]), what says
//! the same ([`same`]) → from whom each has it ([`lineage`]), on what it rests ([`origins`]), how it stands ([`standing`])
//! → the [`case`], and its [`timeline`]. On it rests what analysts make of it: [`corroboration`] and [`hypotheses`].

pub mod case;

pub mod record;
pub mod records;

pub mod entities;
pub mod reuse;
pub mod same;

pub mod lineage;
pub mod origins;
pub mod standing;

pub mod voices;

pub mod timeline;

pub mod corroboration;
pub mod hypotheses;

pub mod estimates;

pub mod artefacts;

pub mod parallel;

mod clusters;
mod rejected;

pub mod anchor;
pub mod judgement;
