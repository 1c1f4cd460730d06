//! Paths as clients write them, in the one form in which they are stored.

/// A path of the workspace: `/Workspace/Users/x` and `/Users/x` are the same. Without an error the
/// path begins with a slash and, but for the root, ends with none.
pub(crate) fn of_workspace(path: &str) -> Result<String, String> {
    if !path.starts_with('/') {
        return Err(format!("Path ({path}) doesn't start with '/'"));
    }
    let path = normalized(path)?;
    Ok(match path.strip_prefix("/Workspace") {
        Some("") => "/".to_owned(),
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        _ => path,
    })
}

/// A path of DBFS: `dbfs:/x`, `/dbfs/x` and `/x` are the same. Paths of volumes are among them.
pub(crate) fn of_dbfs(path: &str) -> Result<String, String> {
    let plain = path.strip_prefix("dbfs:").unwrap_or(path);
    if !plain.starts_with('/') {
        return Err(format!("Path must be absolute: {path}"));
    }
    let path = normalized(plain)?;
    Ok(match path.strip_prefix("/dbfs") {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        _ => path,
    })
}

/// The path without empty and `.` segments. None of its segments leads upwards.
fn normalized(path: &str) -> Result<String, String> {
    let mut normal = String::with_capacity(path.len());
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => return Err(format!("Path ({path}) must not contain '..'")),
            segment if segment.contains(char::is_control) => {
                return Err("Path must not contain control characters".to_owned());
            }
            segment => {
                normal.push('/');
                normal.push_str(segment);
            }
        }
    }
    if normal.is_empty() {
        normal.push('/');
    }
    Ok(normal)
}

#[cfg(test)]
mod tests {
    use super::{of_dbfs, of_workspace};

    #[test]
    fn one_thing_has_one_path() {
        for (path, expected) in [
            ("/Users/x", Some("/Users/x")),
            ("/Workspace/Users/x", Some("/Users/x")),
            ("/Workspace", Some("/")),
            ("/Workspaces/x", Some("/Workspaces/x")),
            ("//Users/./x/", Some("/Users/x")),
            ("/", Some("/")),
            ("Users/x", None),
            ("/Users/../x", None),
            ("/Users/a\0b", None),
            ("", None),
        ] {
            assert_eq!(of_workspace(path).ok().as_deref(), expected, "{path}");
        }
        for (path, expected) in [
            ("dbfs:/a/b", Some("/a/b")),
            ("/dbfs/a", Some("/a")),
            ("/a", Some("/a")),
            ("/dbfsx", Some("/dbfsx")),
            ("dbfs:a", None),
            ("dbfs:/../etc", None),
        ] {
            assert_eq!(of_dbfs(path).ok().as_deref(), expected, "{path}");
        }
    }
}
