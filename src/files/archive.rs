//! ZIP archives, read within limits: what is inside one after the other.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use super::document::{FaultKind, Limit};

/// How much may come out of an archive and of those within it, all together.
#[derive(Debug)]
pub struct Budget {
    bytes: usize,
    files: usize,
}

impl Budget {
    /// What is allowed for one file that the user gave.
    pub fn new() -> Self {
        Self { bytes: MOST_BYTES, files: MOST_FILES }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

/// A file within an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name with its folders, as it is written.
    pub name: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, FaultKind>,
}

/// The most bytes that come out of one archive.
const MOST_BYTES: usize = 512 << 20;
/// The most bytes of one file within it.
const MOST_FILE_BYTES: usize = 64 << 20;
/// The most files.
const MOST_FILES: usize = 20_000;
/// A file of more than a megabyte that was made smaller by more than this is no document.
const MOST_RATIO: usize = 200;
/// Bytes below which the ratio does not matter.
const RATIO_FROM_BYTES: usize = 1 << 20;

/// Hands every file of an archive to `take`, one at a time, so that only one of them is in
/// memory. Folders and what operating systems leave behind (`__MACOSX/`, `._*`) are left
/// out. A file that cannot be unpacked is handed on with its fault; an error is returned
/// where the rest cannot be read either.
///
/// Sizes that the archive states are not believed: what comes out counts.
pub fn each(
    bytes: &[u8],
    budget: &mut Budget,
    mut take: impl FnMut(&mut Budget, Entry),
) -> Result<(), FaultKind> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| FaultKind::Damaged)?;
    let mut entries = archive.entries();
    loop {
        let entry = match entries.next_entry() {
            Ok(Some(entry)) => entry,
            Ok(None) => return Ok(()),
            Err(_) => return Err(FaultKind::Damaged),
        };
        if budget.files == 0 {
            return Err(FaultKind::TooMuch(Limit::Files));
        }
        budget.files -= 1;
        let path = entry.file_path();
        let name = name(path.as_bytes());
        if entry.is_dir() || is_left_behind(&name) {
            continue;
        }
        let packed = Packed {
            method: entry.compression_method(),
            crc: entry.crc32(),
            encrypted: entry.flags().is_encrypted(),
            place: entry.wayfinder(),
        };
        let unpacked = unpack(&archive, &packed, budget.bytes);
        match &unpacked {
            Ok(unpacked) => budget.bytes -= unpacked.len(),
            Err(FaultKind::TooMuch(Limit::Expansion)) => {
                return Err(FaultKind::TooMuch(Limit::Expansion));
            }
            Err(_) => {}
        }
        take(budget, Entry { name, bytes: unpacked });
    }
}

/// Whether an archive is a document of an office program (XLSX, ODS, DOCX): those are ZIP
/// archives of their own parts, of which none is a file of the user's.
pub fn is_office_document(bytes: &[u8]) -> bool {
    let Ok(archive) = ZipArchive::from_slice(bytes) else { return false };
    let mut entries = archive.entries();
    // What tells it comes first, or nearly.
    for _ in 0..50 {
        let Ok(Some(entry)) = entries.next_entry() else { return false };
        let path = entry.file_path();
        if matches!(path.as_bytes(), b"[Content_Types].xml" | b"mimetype") {
            return true;
        }
    }
    false
}

struct Packed {
    method: CompressionMethod,
    crc: u32,
    encrypted: bool,
    place: rawzip::ZipArchiveEntryWayfinder,
}

fn unpack(
    archive: &ZipSliceArchive<&[u8]>,
    packed: &Packed,
    left: usize,
) -> Result<Vec<u8>, FaultKind> {
    if packed.encrypted {
        return Err(FaultKind::Encrypted);
    }
    let data = archive.get_entry(packed.place).map_err(|_| FaultKind::Damaged)?.data();
    let by_ratio = data.len().saturating_mul(MOST_RATIO).max(RATIO_FROM_BYTES);
    let most = left.min(MOST_FILE_BYTES).min(by_ratio);
    let unpacked = match packed.method {
        CompressionMethod::STORE if data.len() > most => {
            return Err(FaultKind::TooMuch(Limit::Expansion));
        }
        CompressionMethod::STORE => data.to_vec(),
        CompressionMethod::DEFLATE => {
            decompress_to_vec_with_limit(data, most).map_err(|error| {
                if error.output.len() >= most {
                    FaultKind::TooMuch(Limit::Expansion)
                } else {
                    FaultKind::Damaged
                }
            })?
        }
        _ => return Err(FaultKind::UnknownCompression),
    };
    if crc32fast::hash(&unpacked) != packed.crc {
        return Err(FaultKind::Damaged);
    }
    Ok(unpacked)
}

/// The name as UTF-8, else as Windows-1252's neighbour: it is only shown.
fn name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn is_left_behind(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || last.starts_with("._")
        || matches!(last, "" | ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
