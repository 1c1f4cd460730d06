//! Numbers as they are written, and what they are.

use serde_json::Value;

use super::error::ReadError;

/// A number as it is written.
pub(super) struct Number<'de> {
    pub(super) text: &'de str,
    /// Whether it has neither a fraction nor an exponent.
    pub(super) is_integer: bool,
    /// Whether it may be beyond the range of floats.
    pub(super) may_overflow: bool,
}

impl Number<'_> {
    /// The number as an integer, if it is one, however it is written: `1.20e1` is 12.
    pub(super) fn integer(&self) -> Option<i128> {
        if self.is_integer {
            return self.text.parse().ok();
        }
        let (mantissa, exponent) = self.text.split_once(['e', 'E']).unwrap_or((self.text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        if matches!(significant, "" | "-") {
            return Some(0);
        }
        let zeros = digits.len() - significant.len();
        let exponent: i64 = exponent.parse().ok()?;
        let scale = exponent
            .checked_add_unsigned(zeros as u64)?
            .checked_sub_unsigned(fraction.len() as u64)?;
        let power = 10_i128.checked_pow(u32::try_from(scale).ok()?)?;
        significant.parse::<i128>().ok()?.checked_mul(power)
    }

    /// The number as a value: an integer if it is one of 64 bits, else the nearest float.
    pub(super) fn any(&self, offset: usize) -> Result<Value, ReadError> {
        // Minus zero is no integer.
        if self.is_integer && self.text != "-0" {
            if let Ok(integer) = self.text.parse::<i64>() {
                return Ok(integer.into());
            }
            if let Ok(integer) = self.text.parse::<u64>() {
                return Ok(integer.into());
            }
        }
        self.float(offset).map(Value::from)
    }

    /// The nearest float.
    ///
    /// # Errors
    ///
    /// When the number, which begins at `offset`, is beyond their range.
    pub(super) fn float(&self, offset: usize) -> Result<f64, ReadError> {
        let out_of_range = || ReadError::syntax("a number out of range", offset);
        // Where the range ends is for serde_json to say: it rounds a little differently there.
        if self.may_overflow && serde_json::from_str::<f64>(self.text).is_err() {
            return Err(out_of_range());
        }
        let exact: f64 = self.text.parse().map_err(|_| out_of_range())?;
        Ok(exact.clamp(f64::MIN, f64::MAX))
    }
}
