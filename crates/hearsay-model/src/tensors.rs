//! Named arrays of numbers in one file: the safetensors format, little-endian.

use std::fmt;

use safetensors::{Dtype, SafeTensors};

use crate::kernels::Weights;

/// The tensors of a file.
#[derive(Debug)]
pub struct Tensors<'a> {
    found: SafeTensors<'a>,
}

/// A tensor that is not there, or not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTensor(String);

impl fmt::Display for NoTensor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the weights are not as this version wants them: {}", self.0)
    }
}

impl std::error::Error for NoTensor {}

impl<'a> Tensors<'a> {
    /// Reads the list of tensors; their values stay where they are.
    pub fn read(bytes: &'a [u8]) -> Result<Tensors<'a>, NoTensor> {
        let found = SafeTensors::deserialize(bytes).map_err(|error| NoTensor(error.to_string()))?;
        Ok(Tensors { found })
    }

    /// Returns a tensor of `i8` as the bytes that it is.
    pub fn bytes(&self, name: &str, n: usize) -> Result<&'a [u8], NoTensor> {
        let bytes = self.of_type(name, Dtype::I8)?;
        if bytes.len() == n { Ok(bytes) } else { Err(NoTensor(format!("{name} has {} values, not {n}", bytes.len()))) }
    }

    /// Returns the values of a tensor of `f32`, of which there must be `n`.
    pub fn floats(&self, name: &str, n: usize) -> Result<Vec<f32>, NoTensor> {
        let values = self.all_floats(name)?;
        if values.len() == n {
            Ok(values)
        } else {
            Err(NoTensor(format!("{name} has {} values, not {n}", values.len())))
        }
    }

    /// Returns the values of a tensor of `f32`.
    pub fn all_floats(&self, name: &str) -> Result<Vec<f32>, NoTensor> {
        let bytes = self.of_type(name, Dtype::F32)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// Returns a matrix of `n_out` rows and `n_in` columns, made ready to multiply with.
    pub fn weights(&self, name: &str, n_out: usize, n_in: usize) -> Result<Weights, NoTensor> {
        let rows: Vec<i8> =
            self.bytes(&format!("{name}.weight"), n_out * n_in)?.iter().map(|&byte| byte as i8).collect();
        let of = |kind: &str| self.floats(&format!("{name}.{kind}"), n_out);
        Ok(Weights::new(&rows, &of("scale")?, &of("bias")?, n_in))
    }

    fn of_type(&self, name: &str, wanted: Dtype) -> Result<&'a [u8], NoTensor> {
        let view = self.found.tensor(name).map_err(|error| NoTensor(format!("{name}: {error}")))?;
        if view.dtype() == wanted { Ok(view.data()) } else { Err(NoTensor(format!("{name} is not of {wanted:?}"))) }
    }
}
