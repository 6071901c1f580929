//! Writes ZIP archives: several files handed out as one. Runs in the worker.

use std::io::Write;

use chrono::NaiveDate;
use miniz_oxide::deflate::compress_to_vec;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, Error, ZipArchiveWriter};

/// The media type of an archive.
pub const MEDIA_TYPE: &str = "application/zip";

/// From 0 (none) to 10: six is where more work hardly makes text smaller.
const LEVEL: u8 = 6;

/// An archive of files, each a name (with folders, parted by `/`) and its bytes, all dated
/// the same day. `None` for a name that an archive cannot have.
///
/// ```
/// use cartera::files::{archive, archive_out};
/// let day = "2026-03-31".parse().unwrap();
/// let packed = archive_out::pack([("cartera/LÉAME.txt", &b"hola"[..])], day).unwrap();
/// let mut found = Vec::new();
/// archive::each(&packed, &mut archive::Budget::new(), |_, entry| found.push(entry)).unwrap();
/// assert_eq!(found[0].name, "cartera/LÉAME.txt");
/// assert_eq!(found[0].bytes.as_deref(), Ok(&b"hola"[..]));
/// ```
pub fn pack<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    on: NaiveDate,
) -> Option<Vec<u8>> {
    let at = on.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in files {
        add(&mut archive, name, bytes, UtcDateTime::from_unix(at)).ok()?;
    }
    archive.finish().ok()
}

fn add(
    archive: &mut ZipArchiveWriter<Vec<u8>>,
    name: &str,
    bytes: &[u8],
    at: UtcDateTime,
) -> Result<(), Error> {
    let file = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
    let (mut entry, _) = file.last_modified(at).start()?;
    entry.write_all(&compress_to_vec(bytes, LEVEL))?;
    let size_bytes = bytes.len() as u64;
    entry.finish(DataDescriptorOutput::new(crc32fast::hash(bytes), size_bytes))?;
    Ok(())
}
