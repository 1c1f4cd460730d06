//! The parameters with which a task runs its code.

use std::collections::BTreeMap;

use crate::execute::EffectiveTask;

/// The parameters that a process gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    /// Its arguments.
    pub(crate) arguments: Vec<String>,
    /// A notebook's parameters by name.
    pub(crate) widgets: BTreeMap<String, String>,
}

impl Parameters {
    /// What a task is started with, as its process gets it: names are widgets in a notebook, and
    /// `--name=value` elsewhere.
    pub(crate) fn of(task: &EffectiveTask) -> Self {
        let parameters = task.parameters();
        if task.kind == "notebook_task" {
            return Self {
                widgets: parameters.named,
                ..Self::default()
            };
        }
        let named = parameters.named.into_iter();
        let named = named.map(|(name, value)| format!("--{name}={value}"));
        Self {
            arguments: parameters.positional.into_iter().chain(named).collect(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::Parameters;
    use crate::execute::EffectiveTask;

    fn parameters(kind: &str, settings: &Value) -> Parameters {
        Parameters::of(&EffectiveTask {
            kind: kind.to_owned(),
            settings: settings.as_object().cloned().unwrap_or_default(),
        })
    }

    /// 7, 4.1
    #[test]
    fn names_are_widgets_of_notebooks_and_arguments_of_wheels() {
        let notebook = json!({ "base_parameters": { "day": "monday", "a": 1 } });
        let widgets = [("a", "1"), ("day", "monday")];
        let widgets = widgets.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(
            parameters("notebook_task", &notebook).widgets,
            BTreeMap::from(widgets)
        );
        let named = json!({ "named_parameters": { "b": "2", "a": "1" } });
        assert_eq!(
            parameters("python_wheel_task", &named).arguments,
            ["--a=1", "--b=2"]
        );
        let list = json!({ "parameters": ["x", "y"] });
        for kind in ["python_wheel_task", "spark_python_task"] {
            assert_eq!(parameters(kind, &list).arguments, ["x", "y"]);
        }
    }
}
