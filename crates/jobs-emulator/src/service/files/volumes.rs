//! Files of volumes, where the body of a request or an answer is the file, and their folders.

use serde_json::{Value, json};

use super::path::of_dbfs;
use super::{bytes, encode, make_folders, put};
use crate::service::request::Members;
use crate::service::{Answer, Context, ServiceError};
use crate::store::{FileKind, FileRow, Place, parent};

/// `GET fs/files/…`
pub(crate) fn download(context: &mut Context<'_>, request: &Members) -> Answer {
    let file = find(context, &path_of(request)?)?;
    let content = context.tables.whole_file(&file)?;
    Ok(json!({ "content": encode(&content), "modified": file.modified }))
}

/// `PUT fs/files/…`
pub(crate) fn upload(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request)?;
    let content = bytes(request, "content")?.unwrap_or_default();
    match context.tables.file(Place::Dbfs, &path)? {
        Some(found) if found.is_directory() => {
            return Err(ServiceError::invalid(format!("{path} is a directory.")));
        }
        Some(_) if !request.boolean("overwrite")? => {
            return Err(ServiceError::already_there(format!(
                "The file {path} already exists."
            )));
        }
        _ => {}
    }
    make_folders(context, Place::Dbfs, parent(&path))?
        .map_err(|in_the_way| ServiceError::invalid(format!("{in_the_way} is a file.")))?;
    put(context, Place::Dbfs, &path, FileKind::File, &content)?;
    let (tables, now) = (context.tables, context.now);
    context.scheduler.add_file(tables, &path, now)?;
    Ok(json!({}))
}

/// `DELETE fs/files/…`
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let file = find(context, &path_of(request)?)?;
    context.tables.remove_file(Place::Dbfs, &file.path)?;
    Ok(json!({}))
}

/// `GET fs/directories/…`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let folder = find_folder(context, &path_of(request)?)?;
    let contents = context.tables.files_in(Place::Dbfs, &folder.path)?;
    if contents.is_empty() {
        return Ok(json!({}));
    }
    Ok(json!({ "contents": contents.iter().map(view).collect::<Vec<_>>() }))
}

/// `PUT fs/directories/…`
pub(crate) fn make_directory(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request)?;
    let made = make_folders(context, Place::Dbfs, &path)?;
    made.map_err(|in_the_way| ServiceError::already_there(format!("{in_the_way} is a file.")))?;
    Ok(json!({}))
}

/// `DELETE fs/directories/…`
pub(crate) fn delete_directory(context: &mut Context<'_>, request: &Members) -> Answer {
    let folder = find_folder(context, &path_of(request)?)?;
    if !context
        .tables
        .files_in(Place::Dbfs, &folder.path)?
        .is_empty()
    {
        return Err(ServiceError::directory_not_empty(format!(
            "The directory {} is not empty.",
            folder.path
        )));
    }
    context.tables.remove_file(Place::Dbfs, &folder.path)?;
    Ok(json!({}))
}

fn path_of(request: &Members) -> Result<String, ServiceError> {
    let path = format!("/{}", request.text("path")?.unwrap_or_default());
    let path = of_dbfs(&path).map_err(ServiceError::invalid)?;
    if path.starts_with("/Volumes/") {
        return Ok(path);
    }
    Err(ServiceError::invalid(format!(
        "{path} is not below /Volumes."
    )))
}

fn find(context: &Context<'_>, path: &str) -> Result<FileRow, ServiceError> {
    let found = context.tables.file(Place::Dbfs, path)?;
    found
        .filter(|file| !file.is_directory())
        .ok_or_else(|| ServiceError::not_found(format!("The file {path} does not exist.")))
}

fn find_folder(context: &Context<'_>, path: &str) -> Result<FileRow, ServiceError> {
    let found = context.tables.file(Place::Dbfs, path)?;
    found
        .filter(FileRow::is_directory)
        .ok_or_else(|| ServiceError::not_found(format!("The directory {path} does not exist.")))
}

fn view(file: &FileRow) -> Value {
    let mut view = json!({
        "path": file.path,
        "name": file.path.rsplit('/').next(),
        "is_directory": file.is_directory(),
        "last_modified": file.modified,
    });
    if !file.is_directory() {
        view["file_size"] = json!(file.size);
    }
    view
}
