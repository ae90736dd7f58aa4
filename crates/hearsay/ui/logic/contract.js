// The shapes of the API, as types: what `hearsay serve` answers, field by field as in `crates/hearsay/schema/`.
// Not a client, and no code: only what `tsc` checks the rest against. All spans are code points, the end exclusive.

/** @typedef {[number, number]} Span */

/** @typedef {{number: number, hash: string}} Head the last entry of the log */
/** @typedef {{name: string, n_documents: number, n_claims: number, n_groups: number, head: Head, version: string,
 *   author?: string, n_unread?: number, read_only?: boolean}} CaseInfo */
/** @template T @typedef {{total: number, items: T[], head?: Head}} Listing */

/** @typedef {{document: string, hash: string, file: string, bytes: number, title: string|null, author: string|null,
 *   source: string|null, published: string|null, url: string|null, captured: string|null,
 *   attached_to: string|null, entry: number}} Listed */

/** @typedef {{role: string, name: string, class?: string, basis: string}} Link */
/** @typedef {{id: string, document: string, words: string, chain: Link[], act: string|null, stance: string,
 *   hedges: string[], published: string|null, said_on: string|null}} Claim */
/** @typedef {{what: string, by: string[], first_day: string|null, last_day: string|null, document: string,
 *   words: string, on_the_word_of: string[], from_another_origin: boolean, notes: string[],
 *   passed_on_by: string[]}} StandingEvent */
/** @typedef {{on: string, with: string, words: [string, string], can_both_hold: boolean}} Disagreement */
/** @typedef {{kind: string, claims: string[], because: string}} Warning */
/** @typedef {{ref: string, words: string, on?: string[]}} Variant */
/** @typedef {{entry: number, what: string, on: string[], value: string|null, because: string|null,
 *   author?: string, at?: string}} GroupJudgement */
/** @typedef {{ref?: string, claims: Claim[], matter: number|null, n_documents: number, n_origins: number,
 *   standing: StandingEvent[], disagreements: Disagreement[], warnings: Warning[], variants?: Variant[],
 *   judgements?: GroupJudgement[]}} Group */

/** @typedef {{node: number, name: string, claim: string|null}} StepEnd the same number for the same end; names may be shared */
/** @typedef {{from: StepEnd, to: StepEnd, evidence: string, document: string, spans: Span[], words: string,
 *   because: string}} Step */
/** @typedef {{names: string[], nodes: number[], kind: string, own_access: string|null, claims: string[], recipe: string}} Origin */
/** @typedef {{between: [string, string], answer: string}} Answer */
/** @typedef {Answer & {because: string|null}} Also */
/** @typedef {{claim: string, n_origins: number, origins: Origin[], between: Answer[]}} Origins */
/** @typedef {{claim: Claim, steps: Step[], origins: Origins, also_told_by: Also[], standing: StandingEvent[],
 *   warnings: Warning[], ref?: string, claims?: Claim[], variants?: Variant[], disagreements?: Disagreement[],
 *   judgements?: GroupJudgement[], spans?: Span[]}} Trace */

/** @typedef {{cue: Span[], about: string, kind: string, strength: string}} Hedge */
/** @typedef {{id: string, source: Span[], cue: Span[], content: Span[], act: string, quotation: string,
 *   negated: boolean, stance: string, within: string|null, chain: string[], links: {role: string, name: string,
 *   span: Span|null, entities: string[], basis: string}[], sources: string[], source_class: string, basis: string,
 *   said_on: string|null, happened_on: string|null, hedges: Hedge[], confidence: string}} Attribution */
/** @typedef {{id: string, kind: string, form: string, outcome: string, cue: Span[], by: Span[],
 *   about: {what: string, id: string|null, span: Span|null}, within: string|null}} Verdict */
/** @typedef {{id: string, kind: string, mentions: Span[]}} ReadArtefact */
/** @typedef {{id: string, kind: string, name: string, span: Span, named: boolean}} ReadEntity */
/** @typedef {{span: Span, kind: string, entity: string}} Mention */
/** @typedef {{document: string, attributions: Attribution[], mentions: Mention[], entities: ReadEntity[],
 *   artefacts: ReadArtefact[], verdicts: Verdict[], hypotheses: {span: Span}[]|any[], own_voice: Span[],
 *   furniture: Span[], troubles: any[]}} Reading */
/** @typedef {{kind: string, span: Span}} Block */
/** @typedef {{id: string, spans: Span[], group: string, n_documents: number, n_origins: number, standing: string[],
 *   n_disagreements: number}} DocumentClaim */
/** @typedef {{kind?: string, document?: string, hash?: string, words?: string, spans?: Span[], id?: string|null,
 *   entry?: number}} LogOn */
/** @typedef {{entry: number, at: string, author: string, what: string, on: LogOn[], value: string|null,
 *   because: string|null, hash: string, in_force?: boolean, taken_back_by?: number|null}} LogEntry */
/** @typedef {{listed: Listed, reading: Reading, text: string, blocks: Block[], claims: DocumentClaim[],
 *   judgements: LogEntry[], head?: Head}} DocumentPage */

/** @typedef {{value: string, because: string|null, author: string, at: string, entry: number}} Grade */
/** @typedef {{id: string|null, name: string, kind: string, also: string[], roles: {words: string, published: string|null,
 *   document: string}[], n_documents: number, n_claims: number, n_passed_on: number, grade?: Grade|null}} Entity */
/** @typedef {{document: string, spans: Span[]}} Place */
/** @typedef {{document: string, named_as: string, id: string|null}} Member */
/** @typedef {{surety: string, because: string, joined: Member[], places: Place[], n_times: number}} Reason */
/** @typedef {{between: {id: string, name: string}[], because: string[]}} Possible */
/** @typedef {{entity: Entity, names: {name: string, places: Place[]}[], members: Member[], because: Reason[],
 *   claims: string[], possible: any[], grade?: Grade|null}} EntityCard */
/** @typedef {{document: string, spans: Span[], words: string, hedges: string[], within: string|null,
 *   on_the_word_of: string|null}} Told */
/** @typedef {{role: string, name: string, entity: string|null, is_hedged: boolean, told: Told[]}} Custody */
/** @typedef {{id: string, what: string, by: string[], about: string, when: string|null, published: string|null,
 *   words: string, spans: Span[], within: string|null, on_the_word_of: string|null}} ArtefactVerdict */
/** @typedef {{id: string, kind: string, names: string[], n_documents: number, custody: Custody[],
 *   verdicts: ArtefactVerdict[], hedges: {document: string, words: string}[],
 *   standing: {authenticity: StandingEvent[], authorship: StandingEvent[]}}} Artefact */
/** @typedef {{artefact: Artefact, names: {name: string, places: Place[]}[], members: string[], because: any[],
 *   claims: string[], possible: any[]}} ArtefactCard */

/** @typedef {{lane: string, first_day: string, last_day: string, is_stated: boolean, what: string, claim: string,
 *   words: string, is_first_appearance: boolean}} TimelineItem */
/** @typedef {{reference: string, document: string, claim: string|null, by: string|null, spans: Span[],
 *   title: string|null, source: string|null, published: string|null, passage: Span[], words: string,
 *   found: Span[], found_in_title: Span[]}} Found */

/** @typedef {{hypothesis: string, text: string, parent: string|null, analyst: string, because: string|null, entry: number,
 *   withdrawn: number|null, claims: number}} Stated */
/** @typedef {{words: string, stated: string|null, places: {document: string, by: string|null, spans: Span[]}[]}} Offered */
/** @typedef {{evidence: number, cell: number, credibility: number, relevance: number, share: number}} Term */
/** @typedef {{hypothesis: string, text: string, inconsistency: number, recipe: Term[], share: number}} Weighed */
/** @typedef {{hypothesis: string, analyst: string, rating: string, because: string|null, entry: number}} Rated */
/** @typedef {{analyst: string, level: string}} Level */
/** @typedef {{number: number, claim: string, words: string, by: string|null, publisher: string, published: string|null,
 *   ratings: Rated[], credibility: Level[], relevance: Level[], grade: string|null, relied_on: number, statement: number,
 *   origins: number[], sources: string[], share: number, echo_of: number[], diagnosticity: number}} Evidence */
/** @typedef {{kind: string, what: string, evidence: number[], counts: number[], inconsistency: number[],
 *   least_inconsistent: string[], changes_least_inconsistent: boolean, shares: number[], foremost: string[],
 *   changes_foremost: boolean}} Removal */
/** @typedef {{evidence: number, hypothesis: string, ratings: {analyst: string, rating: string}[], deviation: number,
 *   agreement: string}} Difference */
/** @typedef {{analyst: string|null, hypotheses: Weighed[], evidence: Evidence[], origins: string[],
 *   least_inconsistent: string[], margin: number|null, foremost: string[], if_fallen: Removal[],
 *   analysts: {name: string, inconsistency: number[]}[], differences: Difference[], withdrawn: string[],
 *   unplaced: number[], notice: string}} Matrix */
/** @typedef {{finding: string, analyst: string, cited: string, document: string, claim: string|null, by: string|null,
 *   names: {name: string, id: string|null}[], because: string|null, entry: number}} Answered */
/** @typedef {{of: string, checklist: string, question: string, words: string, answers: Answered[]}} Question */

/** What is judged: by its name, or words that are marked. @typedef {string|{document: string, kind: string, spans: Span[]}} Thing */
/** @typedef {{kind: string, on?: Thing, other?: Thing,
 *   value?: string, because?: string, hypothesis?: string, parent?: string, credibility?: string, relevance?: string,
 *   question?: string, cites?: string}} NewJudgement */

export {};
