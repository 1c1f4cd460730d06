//! What jobs were said to lack to comply with their policies.

use rusqlite::params;

use super::{StoreError, Tables, from_text, to_text};
use crate::service::PolicyViolations;

impl Tables<'_> {
    /// Notes what a job lacks, in the place of what it lacked by the same policy.
    pub(crate) fn set_violations(
        &self,
        job_id: i64,
        violations: &PolicyViolations,
    ) -> Result<(), StoreError> {
        let policy_id = violations.policy_id.as_deref().unwrap_or_default();
        self.connection
            .prepare_cached(
                "INSERT INTO policy_compliance (job_id, policy_id, document) VALUES (?1, ?2, ?3)
                 ON CONFLICT (job_id, policy_id) DO UPDATE SET document = excluded.document",
            )?
            .execute(params![job_id, policy_id, to_text(violations)?])?;
        Ok(())
    }

    /// What a job lacks, by each of its policies.
    pub(crate) fn violations(&self, job_id: i64) -> Result<Vec<PolicyViolations>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT document FROM policy_compliance WHERE job_id = ?1 ORDER BY policy_id",
        )?;
        let mut rows = statement.query([job_id])?;
        let mut violations = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            violations.push(from_text(text)?);
        }
        Ok(violations)
    }

    /// Forgets what a job lacks.
    pub(crate) fn clear_violations(&self, job_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM policy_compliance WHERE job_id = ?1")?
            .execute([job_id])?;
        Ok(())
    }
}
