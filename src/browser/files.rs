//! Files in and out of the page.

use std::fmt;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlInputElement, Url, Window,
};

use super::events::FirstEvent;
use super::js;

/// How long a download may take to begin before its address goes.
const REVOKE_AFTER_MS: i32 = 60_000;

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is larger than asked for.
    TooLarge {
        /// Its size.
        size_bytes: u64,
        /// What is accepted.
        max_bytes: u64,
    },
    /// The browser could not, in its words: the file moved or changed, say.
    Failed(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { size_bytes, max_bytes } => {
                write!(f, "{size_bytes} bytes where {max_bytes} are accepted")
            }
            Self::Failed(why) => f.write_str(why),
        }
    }
}

/// Reads a whole file (a [`File`] is a [`Blob`]) of at most `max_bytes`.
///
/// # Errors
/// [`FileError::TooLarge`] before anything is read; else as the browser fails.
pub async fn read(file: &Blob, max_bytes: u64) -> Result<Vec<u8>, FileError> {
    read_buffer(file, max_bytes).await.map(|buffer| all(&buffer))
}

/// The same, left where the browser has it: to be looked at, and handed to a worker.
///
/// # Errors
/// As [`read`].
pub async fn read_buffer(file: &Blob, max_bytes: u64) -> Result<ArrayBuffer, FileError> {
    let size_bytes = file.size() as u64;
    if size_bytes > max_bytes {
        return Err(FileError::TooLarge { size_bytes, max_bytes });
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| failed(&error))?;
    Ok(buffer.unchecked_into())
}

/// All the bytes of a buffer.
pub fn all(buffer: &ArrayBuffer) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

/// Up to so many of a buffer's first bytes.
pub fn beginning(buffer: &ArrayBuffer, most_bytes: u32) -> Vec<u8> {
    Uint8Array::new(buffer).subarray(0, most_bytes).to_vec()
}

/// A file's name, with the folders in front of it where it came in one.
pub fn path(file: &File) -> String {
    let path = js::member(file, "webkitRelativePath").and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Lets the user choose files of some kinds (`.csv,.xlsx`; empty for any); none when they
/// change their mind. Must follow from a click or a key, or the browser does not ask.
///
/// # Errors
/// As the browser fails.
pub async fn pick(accept: &str, several: bool) -> Result<Vec<File>, FileError> {
    let input: HtmlInputElement = element(&window()?, "input")?.unchecked_into();
    input.set_accept(accept);
    input.set_multiple(several);
    ask_with(&input).await
}

/// Lets the user choose a folder: all files in it and in those within it; none when they
/// change their mind. As [`pick`], it must follow from a click or a key.
///
/// # Errors
/// As the browser fails.
pub async fn pick_folder() -> Result<Vec<File>, FileError> {
    let input: HtmlInputElement = element(&window()?, "input")?.unchecked_into();
    input.set_attribute("webkitdirectory", "").map_err(|error| failed(&error))?;
    let mut files = ask_with(&input).await?;
    // What systems leave in folders.
    files.retain(|file| !file.name().starts_with('.'));
    Ok(files)
}

async fn ask_with(input: &HtmlInputElement) -> Result<Vec<File>, FileError> {
    input.set_type("file");
    let chosen = FirstEvent::of(input, &["change", "cancel"]);
    input.click();
    chosen.await;
    Ok(list(input.files()))
}

/// The files of a list, such as those dropped on the page.
pub fn list(files: Option<FileList>) -> Vec<File> {
    files
        .map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect())
        .unwrap_or_default()
}

/// Offers bytes to the user as a download with a name and a media type.
///
/// # Errors
/// As the browser fails.
pub fn offer(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    let window = window()?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)
        .map_err(|error| failed(&error))?;
    let link: HtmlAnchorElement = element(&window, "a")?.unchecked_into();
    let address = Url::create_object_url_with_blob(&blob).map_err(|error| failed(&error))?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the address only after this turn, some of them much later.
    let revoke = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&address);
    });
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            revoke.unchecked_ref(),
            REVOKE_AFTER_MS,
        )
        .map(drop)
        .map_err(|error| failed(&error))
}

fn window() -> Result<Window, FileError> {
    web_sys::window().ok_or_else(|| FileError::Failed("there is no window".to_owned()))
}

fn element(window: &Window, name: &str) -> Result<web_sys::Element, FileError> {
    let document =
        window.document().ok_or_else(|| FileError::Failed("there is no document".to_owned()))?;
    document.create_element(name).map_err(|error| failed(&error))
}

fn failed(error: &JsValue) -> FileError {
    FileError::Failed(js::describe(error))
}
