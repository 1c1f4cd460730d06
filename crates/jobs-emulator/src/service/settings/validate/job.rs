//! Rules of the root of settings.

use std::collections::HashSet;

use serde_json::Value;

use super::{Checked, exactly_one};
use crate::settings::{elements, key};

/// Longest texts, in bytes of UTF-8.
const MAX_BYTES: [(&str, usize); 2] = [("name", 4096), ("description", 27_700)];

/// Arrays whose elements have a key each, no two the same.
const UNIQUE: [(&str, &str); 4] = [
    ("job_clusters", "job_cluster_key"),
    ("environments", "environment_key"),
    ("environment_variables", "environment_variables_key"),
    ("parameters", "name"),
];

/// Longest name of an environment variable, in bytes.
const MAX_VARIABLE_NAME: usize = 256;

/// Longest value of an environment variable, in characters.
const MAX_VARIABLE: usize = 512;

pub(super) fn check(settings: &Value) -> Checked {
    for (name, most) in MAX_BYTES {
        let length = key(settings, name).len();
        if length > most {
            return Err(format!(
                "Invalid settings.{name} - it has {length} bytes, and has to have no more than \
                 {most}."
            ));
        }
    }
    let run_as = ["user_name", "service_principal_name", "group_name"];
    exactly_one(&settings["run_as"], &run_as, |found| {
        let run_as = run_as.join(", ");
        format!("Exactly one of {run_as} has to be set in run_as, found {found}.")
    })?;
    check_duration_target(
        key(settings, "duration_target"),
        &settings["performance_target"],
    )?;
    for (array, member) in UNIQUE {
        check_unique(settings, array, member)?;
    }
    for cluster in elements(settings, "job_clusters") {
        let of_cluster = [cluster, &cluster["new_cluster"]];
        if of_cluster
            .iter()
            .any(|object| object["libraries"].is_array())
        {
            let name = key(cluster, "job_cluster_key");
            return Err(format!(
                "Job cluster '{name}' has libraries: they have to be set on the tasks that use it."
            ));
        }
    }
    elements(settings, "environment_variables")
        .iter()
        .try_for_each(check_variables)
}

/// Only one target of performance goes with one of duration, which is empty where there is none.
pub(super) fn check_duration_target(duration_target: &str, performance_target: &Value) -> Checked {
    if duration_target.is_empty() || performance_target == "COST_OPTIMIZED" {
        return Ok(());
    }
    Err("duration_target can only be set with performance_target COST_OPTIMIZED.".to_owned())
}

fn check_unique(settings: &Value, array: &str, member: &str) -> Checked {
    let mut seen = HashSet::new();
    for element in elements(settings, array) {
        let own = key(element, member);
        if !seen.insert(own) {
            return Err(format!("Duplicate {member} '{own}' in settings.{array}."));
        }
    }
    Ok(())
}

fn check_variables(set: &Value) -> Checked {
    let variables = set["spec"]["variables"].as_object();
    for (name, value) in variables.into_iter().flatten() {
        let is_name = |place: usize, byte: u8| {
            byte == b'_' || byte.is_ascii_alphabetic() || place > 0 && byte.is_ascii_digit()
        };
        let fits = (1..=MAX_VARIABLE_NAME).contains(&name.len())
            && name
                .bytes()
                .enumerate()
                .all(|(place, byte)| is_name(place, byte));
        if !fits {
            let shown: String = name.chars().take(MAX_VARIABLE_NAME).collect();
            return Err(format!(
                "Invalid environment variable '{shown}' - its name has 1 to {MAX_VARIABLE_NAME} \
                 letters, digits and '_', and begins with no digit."
            ));
        }
        // The value itself may be secret.
        let length = value.as_str().map_or(0, |value| value.chars().count());
        if length > MAX_VARIABLE {
            return Err(format!(
                "Invalid value of environment variable '{name}' - it has {length} characters, and \
                 has to have no more than {MAX_VARIABLE}."
            ));
        }
    }
    Ok(())
}
