//! Files, notebooks and folders of the workspace.

use serde_json::{Map, Value, json};

use super::notebook;
use super::path::of_workspace;
use super::{bytes, encode, make_folders, put, required};
use crate::service::request::Members;
use crate::service::{Answer, Context, ServiceError};
use crate::store::{FileKind, FileRow, Place, parent};

/// Largest content of a file or notebook, in bytes.
const MAX_CONTENT: usize = 10 * 1024 * 1024;

/// Folders that are always there.
const FOLDERS: [&str; 4] = ["/", "/Users", "/Shared", "/Repos"];

/// `workspace/get-status`
pub(crate) fn get_status(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    Ok(Value::Object(view(&find(context, &path)?)))
}

/// `workspace/list`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    let since = request.integer("notebooks_modified_after")?;
    let found = find(context, &path)?;
    let mut files = if found.is_directory() {
        context.tables.files_in(Place::Workspace, &path)?
    } else {
        vec![found]
    };
    if path == "/" {
        for folder in FOLDERS.iter().filter(|folder| **folder != "/") {
            if !files.iter().any(|file| file.path == **folder) {
                files.push(folder_that_is_always_there(folder));
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
    let is_wanted = |file: &&FileRow| {
        let is_notebook = matches!(file.kind, FileKind::Notebook { .. });
        since.is_none_or(|since| !is_notebook || file.modified > since)
    };
    let objects: Vec<Value> = files
        .iter()
        .filter(is_wanted)
        .map(|file| Value::Object(view(file)))
        .collect();
    if objects.is_empty() {
        return Ok(json!({}));
    }
    Ok(json!({ "objects": objects }))
}

/// `workspace/mkdirs`
pub(crate) fn mkdirs(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    match make_folders(context, Place::Workspace, &path)? {
        Ok(()) => Ok(json!({})),
        Err(in_the_way) => Err(already_exists(&in_the_way)),
    }
}

/// `workspace/delete`
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    let found = find(context, &path)?;
    if FOLDERS.contains(&path.as_str()) {
        return Err(ServiceError::invalid(format!(
            "Folder ({path}) is protected"
        )));
    }
    let is_empty = context.tables.files_in(Place::Workspace, &path)?.is_empty();
    if found.is_directory() && !is_empty && !request.boolean("recursive")? {
        return Err(ServiceError::directory_not_empty(format!(
            "Folder ({path}) is not empty"
        )));
    }
    context.tables.remove_file(Place::Workspace, &path)?;
    Ok(json!({}))
}

/// `workspace/import`
pub(crate) fn import(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    let content = content_of(request)?;
    let format = request.text("format")?.unwrap_or("SOURCE");
    let language = request.text("language")?.map(notebook::language);
    let language = language.transpose()?;
    let (path, kind) = match format {
        "SOURCE" => {
            let language = language.ok_or_else(|| {
                ServiceError::invalid(
                    "The language must be set to import a notebook in the SOURCE format",
                )
            })?;
            let kind = FileKind::Notebook {
                language,
                is_jupyter: false,
            };
            (path.as_str(), kind)
        }
        "AUTO" => notebook::detect(&path, &content),
        "RAW" => (path.as_str(), FileKind::File),
        "JUPYTER" => (path.as_str(), notebook::jupyter()),
        other => return Err(unknown_format(other)),
    };
    let is_file = kind == FileKind::File;
    store(context, request, path, kind, &content, |path| {
        if is_file {
            ServiceError::file_exists(format!("Path ({path}) already exists."))
        } else {
            already_exists(path)
        }
    })
}

/// `workspace-files/import-file`: the body is the content.
pub(crate) fn import_file(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = format!("/{}", request.text("path")?.unwrap_or_default());
    let path = of_workspace(&path).map_err(ServiceError::invalid)?;
    let content = content_of(request)?;
    let (path, kind) = notebook::detect(&path, &content);
    let is_file = kind == FileKind::File;
    store(context, request, path, kind, &content, |path| {
        if is_file {
            ServiceError::file_exists(format!("Path ({path}) already exists."))
        } else {
            already_exists(path)
        }
    })
}

/// `workspace/export`
pub(crate) fn export(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    let file = find(context, &path)?;
    let format = request.text("format")?.unwrap_or("SOURCE");
    if file.is_directory() {
        return Err(ServiceError::not_supported(format!(
            "({path}) is a folder: jobs-emulator exports files and notebooks only"
        )));
    }
    let content = context.tables.whole_file(&file)?;
    let (content, file_type) = match (&file.kind, format) {
        (
            FileKind::Notebook {
                is_jupyter: true, ..
            },
            "JUPYTER" | "AUTO" | "RAW",
        ) => (content, "ipynb"),
        (
            FileKind::Notebook {
                is_jupyter: true, ..
            },
            "SOURCE",
        ) => {
            let source = source_of_jupyter(&content).map_err(ServiceError::invalid)?;
            (source.into_bytes(), "py")
        }
        (FileKind::Notebook { language, .. }, "SOURCE" | "AUTO" | "RAW") => (
            notebook::source(language, content),
            notebook::extension(language),
        ),
        (FileKind::File, "SOURCE" | "AUTO" | "RAW") => (content, ""),
        (_, other) => return Err(unknown_format(other)),
    };
    if content.len() > MAX_CONTENT {
        return Err(too_large(content.len()));
    }
    Ok(json!({ "content": encode(&content), "file_type": file_type }))
}

/// The source form of a notebook in Jupyter's form: its cells, those that are not code as comments.
pub(crate) fn source_of_jupyter(content: &[u8]) -> Result<String, String> {
    let document: Value = serde_json::from_slice(content)
        .map_err(|error| format!("The notebook is not in Jupyter's form: {error}"))?;
    let Some(cells) = document["cells"].as_array() else {
        return Err("The notebook is not in Jupyter's form: it has no cells".to_owned());
    };
    let cells = cells.iter().map(|cell| {
        let source = match &cell["source"] {
            Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let is_magic = source.trim_start().starts_with('%');
        match cell["cell_type"].as_str() {
            Some("code") if !is_magic => source,
            Some("code") => commented("# MAGIC ", &source),
            _ => commented("# MAGIC ", &format!("%md\n{source}")),
        }
    });
    let cells: Vec<String> = cells.collect();
    Ok(format!(
        "# Databricks notebook source\n{}\n",
        cells.join("\n\n# COMMAND ----------\n\n")
    ))
}

fn commented(mark: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{mark}{line}")).collect();
    lines.join("\n")
}

/// Stores imported content, if what is at the path lets it.
fn store(
    context: &mut Context<'_>,
    request: &Members,
    path: &str,
    kind: FileKind,
    content: &[u8],
    exists: impl FnOnce(&str) -> ServiceError,
) -> Answer {
    if let FileKind::Notebook {
        is_jupyter: true, ..
    } = kind
    {
        source_of_jupyter(content).map_err(ServiceError::invalid)?;
    }
    if path == "/" {
        return Err(already_exists(path));
    }
    let folder = parent(path);
    let has_folder = find(context, folder).is_ok_and(|folder| folder.is_directory());
    if !has_folder {
        return Err(ServiceError::no_resource(format!(
            "The parent folder ({folder}) does not exist."
        )));
    }
    match context.tables.file(Place::Workspace, path)? {
        Some(found) if found.is_directory() || !request.boolean("overwrite")? => {
            return Err(exists(path));
        }
        Some(found) if found.kind.name() != kind.name() => {
            return Err(ServiceError::invalid(format!(
                "Path ({path}) is a {}: delete it before a {} is put there",
                found.kind.name(),
                kind.name()
            )));
        }
        _ => {}
    }
    let file = put(context, Place::Workspace, path, kind, content)?;
    Ok(json!({ "object_id": file.object_id }))
}

fn content_of(request: &Members) -> Result<Vec<u8>, ServiceError> {
    let content = bytes(request, "content")?.unwrap_or_default();
    if content.len() > MAX_CONTENT {
        return Err(too_large(content.len()));
    }
    Ok(content)
}

fn path_of(request: &Members, name: &str) -> Result<String, ServiceError> {
    of_workspace(required(request, name)?).map_err(ServiceError::invalid)
}

fn find(context: &Context<'_>, path: &str) -> Result<FileRow, ServiceError> {
    if let Some(found) = context.tables.file(Place::Workspace, path)? {
        return Ok(found);
    }
    let home = path.strip_prefix("/Users/");
    if FOLDERS.contains(&path) || home == Some(context.caller.name()) {
        return Ok(folder_that_is_always_there(path));
    }
    Err(ServiceError::no_resource(format!(
        "Path ({path}) doesn't exist."
    )))
}

/// A folder that nobody has made.
fn folder_that_is_always_there(path: &str) -> FileRow {
    FileRow {
        path: path.to_owned(),
        object_id: 0,
        kind: FileKind::Directory,
        size: 0,
        created: 0,
        modified: 0,
    }
}

fn view(file: &FileRow) -> Map<String, Value> {
    let mut view = Map::from_iter([
        ("path".to_owned(), json!(file.path)),
        ("object_type".to_owned(), json!(file.kind.name())),
        ("object_id".to_owned(), json!(file.object_id)),
        ("resource_id".to_owned(), json!(file.object_id.to_string())),
    ]);
    match &file.kind {
        FileKind::Directory => return view,
        FileKind::Notebook { language, .. } => {
            view.insert("language".to_owned(), json!(language));
        }
        FileKind::File => {
            view.insert("size".to_owned(), json!(file.size));
        }
    }
    view.insert("created_at".to_owned(), json!(file.created));
    view.insert("modified_at".to_owned(), json!(file.modified));
    view
}

fn already_exists(path: &str) -> ServiceError {
    ServiceError::already_exists(format!("Path ({path}) already exists."))
}

fn unknown_format(format: &str) -> ServiceError {
    match format {
        "HTML" | "DBC" | "R_MARKDOWN" | "JUPYTER" => ServiceError::not_supported(format!(
            "jobs-emulator cannot make the format {format} of this: use SOURCE, AUTO or RAW, or \
             JUPYTER for notebooks that were imported so"
        )),
        other => ServiceError::invalid(format!("Invalid format '{other}'")),
    }
}

fn too_large(length: usize) -> ServiceError {
    ServiceError::too_large_for_workspace(format!(
        "The content has {length} bytes - it can have no more than {MAX_CONTENT}."
    ))
}
