//! Files, notebooks and folders.

use rusqlite::{OptionalExtension, Row, params};

use super::{StoreError, Tables};

/// Which tree of files a path is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Workspace,
    /// DBFS, and the volumes beside it.
    Dbfs,
}

/// A file, a notebook or a folder, without what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileRow {
    /// Normalised, without a slash at the end.
    pub(crate) path: String,
    pub(crate) object_id: i64,
    pub(crate) kind: FileKind,
    /// Size in bytes.
    pub(crate) size: i64,
    /// Milliseconds since the epoch.
    pub(crate) created: i64,
    pub(crate) modified: i64,
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Directory,
    File,
    Notebook {
        language: String,
        /// Whether it is kept in Jupyter's form, not as source.
        is_jupyter: bool,
    },
}

const COLUMNS: &str =
    "SELECT path, object_id, kind, language, jupyter, size, created, modified FROM files";

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Dbfs => "dbfs",
        }
    }
}

impl FileKind {
    /// The service's word for it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Directory => "DIRECTORY",
            Self::File => "FILE",
            Self::Notebook { .. } => "NOTEBOOK",
        }
    }
}

impl FileRow {
    pub(crate) fn is_directory(&self) -> bool {
        self.kind == FileKind::Directory
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let kind: String = row.get(2)?;
        let language: Option<String> = row.get(3)?;
        Ok(Self {
            path: row.get(0)?,
            object_id: row.get(1)?,
            kind: match kind.as_str() {
                "DIRECTORY" => FileKind::Directory,
                "NOTEBOOK" => FileKind::Notebook {
                    language: language.unwrap_or_default(),
                    is_jupyter: row.get(4)?,
                },
                _ => FileKind::File,
            },
            size: row.get(5)?,
            created: row.get(6)?,
            modified: row.get(7)?,
        })
    }
}

/// The folder that a path is in; the root is in itself.
pub(crate) fn parent(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) | None => "/",
        Some((parent, _)) => parent,
    }
}

/// The range of all paths below a folder: the character after `/` is `0`.
fn below(folder: &str) -> (String, String) {
    let folder = folder.trim_end_matches('/');
    (format!("{folder}/"), format!("{folder}0"))
}

impl Tables<'_> {
    /// What stands at this path.
    pub(crate) fn file(&self, place: Place, path: &str) -> Result<Option<FileRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE place = ?1 AND path = ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let row = statement.query_row(params![place.name(), path], FileRow::read);
        Ok(row.optional()?)
    }

    /// What is in a folder, by path.
    pub(crate) fn files_in(&self, place: Place, folder: &str) -> Result<Vec<FileRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE place = ?1 AND parent = ?2 ORDER BY path");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![place.name(), folder], FileRow::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Everything below a folder, by path.
    pub(crate) fn files_below(
        &self,
        place: Place,
        folder: &str,
    ) -> Result<Vec<FileRow>, StoreError> {
        let (from, to) = below(folder);
        let sql = format!("{COLUMNS} WHERE place = ?1 AND path > ?2 AND path < ?3 ORDER BY path");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![place.name(), from, to], FileRow::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Puts something at a path, in the place of what may be there. It has no content yet.
    pub(crate) fn put_file(&self, place: Place, file: &FileRow) -> Result<(), StoreError> {
        self.remove_blocks(place, &file.path)?;
        let (language, is_jupyter) = match &file.kind {
            FileKind::Notebook {
                language,
                is_jupyter,
            } => (Some(language), *is_jupyter),
            FileKind::Directory | FileKind::File => (None, false),
        };
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO files
                 (place, path, parent, object_id, kind, language, jupyter, size, created, modified)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                place.name(),
                file.path,
                parent(&file.path),
                file.object_id,
                file.kind.name(),
                language,
                is_jupyter,
                file.size,
                file.created,
                file.modified
            ])?;
        Ok(())
    }

    /// Adds a block at the end of a file.
    pub(crate) fn append_to_file(
        &self,
        place: Place,
        file: &FileRow,
        content: &[u8],
        now: i64,
    ) -> Result<(), StoreError> {
        if content.is_empty() {
            return Ok(());
        }
        let length = i64::try_from(content.len()).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "INSERT INTO file_blocks (object_id, start, content) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![file.object_id, file.size, content])?;
        self.connection
            .prepare_cached(
                "UPDATE files SET size = size + ?3, modified = ?4 WHERE place = ?1 AND path = ?2",
            )?
            .execute(params![place.name(), file.path, length, now])?;
        Ok(())
    }

    /// So many bytes of a file from an offset on; fewer at its end.
    pub(crate) fn read_file(
        &self,
        file: &FileRow,
        offset: i64,
        length: i64,
    ) -> Result<Vec<u8>, StoreError> {
        let end = offset.saturating_add(length);
        let mut statement = self.connection.prepare_cached(
            "SELECT start, content FROM file_blocks
             WHERE object_id = ?1 AND start < ?3 AND start + length(content) > ?2 ORDER BY start",
        )?;
        let mut rows = statement.query(params![file.object_id, offset, end])?;
        let mut bytes = Vec::new();
        while let Some(row) = rows.next()? {
            let start: i64 = row.get(0)?;
            let block = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let within = |moment: i64| {
                let place = usize::try_from(moment.saturating_sub(start)).unwrap_or(0);
                place.min(block.len())
            };
            bytes.extend_from_slice(&block[within(offset)..within(end)]);
        }
        Ok(bytes)
    }

    /// All bytes of a file.
    pub(crate) fn whole_file(&self, file: &FileRow) -> Result<Vec<u8>, StoreError> {
        self.read_file(file, 0, i64::MAX)
    }

    /// Removes what stands at a path, with everything below it.
    pub(crate) fn remove_file(&self, place: Place, path: &str) -> Result<(), StoreError> {
        for file in self.files_below(place, path)? {
            self.remove_blocks(place, &file.path)?;
        }
        self.remove_blocks(place, path)?;
        let (from, to) = below(path);
        self.connection
            .prepare_cached(
                "DELETE FROM files WHERE place = ?1 AND (path = ?2 OR path > ?3 AND path < ?4)",
            )?
            .execute(params![place.name(), path, from, to])?;
        Ok(())
    }

    /// Moves what stands at a path, with everything below it, to a path where nothing is.
    pub(crate) fn move_file(&self, place: Place, from: &str, to: &str) -> Result<(), StoreError> {
        let mut moved = self.files_below(place, from)?;
        moved.extend(self.file(place, from)?);
        let mut statement = self.connection.prepare_cached(
            "UPDATE files SET path = ?3, parent = ?4 WHERE place = ?1 AND path = ?2",
        )?;
        for file in moved {
            let target = format!("{to}{}", &file.path[from.len()..]);
            statement.execute(params![place.name(), file.path, target, parent(&target)])?;
        }
        Ok(())
    }

    /// Begins to write a file of DBFS block by block, and forgets the streams that were last
    /// written to before this moment.
    pub(crate) fn open_stream(
        &self,
        handle: i64,
        path: &str,
        now: i64,
        forgotten: i64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM file_streams WHERE used < ?1")?
            .execute([forgotten])?;
        self.connection
            .prepare_cached("INSERT INTO file_streams (handle, path, used) VALUES (?1, ?2, ?3)")?
            .execute(params![handle, path, now])?;
        Ok(())
    }

    /// The path that a stream writes to, unless it was last written to before this moment; it is
    /// now.
    pub(crate) fn use_stream(
        &self,
        handle: i64,
        now: i64,
        forgotten: i64,
    ) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE file_streams SET used = ?2 WHERE handle = ?1 AND used >= ?3 RETURNING path",
        )?;
        let path = statement.query_row(params![handle, now, forgotten], |row| row.get(0));
        Ok(path.optional()?)
    }

    /// Ends a stream.
    pub(crate) fn close_stream(&self, handle: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM file_streams WHERE handle = ?1")?
            .execute([handle])?;
        Ok(())
    }

    fn remove_blocks(&self, place: Place, path: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "DELETE FROM file_blocks WHERE object_id =
                 (SELECT object_id FROM files WHERE place = ?1 AND path = ?2)",
            )?
            .execute(params![place.name(), path])?;
        Ok(())
    }
}
