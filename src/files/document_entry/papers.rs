//! What was read of the files that came in.

use crate::files::document::{Content, Document};
use crate::files::einvoice::FileReading;

/// A file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub reading: FileReading,
}

/// Files that were opened together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The files.
    pub files: Vec<OpenedFile>,
}

/// Where a document stands among the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub file: u32,
    pub at: u32,
}

impl Papers {
    /// Whether there is nothing at all, not even something that was not read.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All documents, in the order of the files.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.files.iter().flat_map(|file| &file.reading.documents)
    }

    pub(super) fn document(&self, place: Place) -> &Document {
        &self.files[place.file as usize].reading.documents[place.at as usize]
    }

    /// The documents in the order in which they can be entered: what is owed before what
    /// is no longer, that before what was paid, and each by its day.
    pub(super) fn in_order(&self) -> Vec<Place> {
        let place = |file: usize, at: usize| {
            let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            Place { file: number(file), at: number(at) }
        };
        let mut places: Vec<Place> = self
            .files
            .iter()
            .enumerate()
            .flat_map(|(file, opened)| {
                (0..opened.reading.documents.len()).map(move |at| place(file, at))
            })
            .collect();
        crate::order::sort_by_key(&mut places, |place| {
            let document = self.document(*place);
            let turn = match &document.content {
                Content::Claim(claim) => claim.kind as u8,
                Content::Receipt(_) => u8::MAX,
            };
            (turn, document.issued_on)
        });
        places
    }
}
