//! XML as a small tree, by local names: what a reader of invoices and statements needs and no more.
//!
//! Prefixes are not resolved, because real files use undeclared ones. No entity is
//! expanded except the five of XML itself and characters by number; a document that
//! declares its own is refused, as is one that is too deep or too large.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::files::encoding::{Decoder, Encoding};

/// The largest XML file that is read, in bytes.
pub const MOST_BYTES: usize = 32 << 20;
/// The most elements within elements.
pub const MOST_DEPTH: usize = 100;
/// The most elements, and the most attributes.
pub const MOST_ELEMENTS: usize = 400_000;

/// Why a document is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlFault {
    /// It does not hold together.
    NotWellFormed,
    /// It declares or uses entities of its own.
    Entities,
    /// It declares an encoding that is not known.
    UnknownEncoding,
    /// It is beyond a limit.
    TooMuch(XmlLimit),
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlLimit {
    /// Bytes.
    Bytes,
    /// Elements within elements.
    Depth,
    /// Elements or attributes.
    Elements,
}

/// A parsed document.
#[derive(Debug)]
pub struct Xml {
    nodes: Vec<Node>,
    attributes: Vec<(Box<str>, Box<str>)>,
}

#[derive(Debug, Default)]
struct Node {
    name: Box<str>,
    text: String,
    attributes: (u32, u32),
    first_child: Option<u32>,
    next: Option<u32>,
    last_child: Option<u32>,
}

/// An element of a document.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    xml: &'a Xml,
    index: u32,
}

impl Xml {
    /// Parses a file, in the encoding that it declares or shows.
    ///
    /// # Errors
    /// When it does not hold together, uses entities or is beyond a limit.
    pub fn parse(bytes: &[u8]) -> Result<Self, XmlFault> {
        if bytes.len() > MOST_BYTES {
            return Err(XmlFault::TooMuch(XmlLimit::Bytes));
        }
        Self::parse_text(&decode(bytes)?)
    }

    /// Parses text; a byte order mark and blanks before it do not matter.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_text(text: &str) -> Result<Self, XmlFault> {
        if text.len() > 2 * MOST_BYTES {
            return Err(XmlFault::TooMuch(XmlLimit::Bytes));
        }
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let mut reader = Reader::from_str(text);
        let mut xml = Self { nodes: Vec::new(), attributes: Vec::new() };
        let mut open: Vec<u32> = Vec::new();
        loop {
            match reader.read_event().map_err(|_| XmlFault::NotWellFormed)? {
                Event::Start(start) => {
                    let index = xml.push(&start, open.last().copied())?;
                    if open.len() >= MOST_DEPTH {
                        return Err(XmlFault::TooMuch(XmlLimit::Depth));
                    }
                    open.push(index);
                }
                Event::Empty(start) => {
                    xml.push(&start, open.last().copied())?;
                }
                Event::End(_) => {
                    open.pop();
                    // Whatever follows the root is no part of it: signatures, rubbish.
                    if open.is_empty() {
                        return Ok(xml);
                    }
                }
                Event::Text(text) => xml.append(open.last(), &text),
                Event::CData(text) => xml.append(open.last(), &text),
                Event::GeneralRef(name) => {
                    let written = ["&", &name, ";"].concat();
                    let meant = unescape(&written).map_err(|_| XmlFault::Entities)?;
                    xml.append(open.last(), &meant);
                }
                Event::DocType(declared) => {
                    if declared.contains("<!ENTITY") || declared.contains('[') {
                        return Err(XmlFault::Entities);
                    }
                }
                Event::Eof => return Err(XmlFault::NotWellFormed),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
            if open.is_empty() && !xml.nodes.is_empty() {
                return Ok(xml);
            }
        }
    }

    /// The root element.
    pub fn root(&self) -> Element<'_> {
        Element { xml: self, index: 0 }
    }

    fn push(&mut self, start: &BytesStart<'_>, parent: Option<u32>) -> Result<u32, XmlFault> {
        if self.nodes.len() >= MOST_ELEMENTS {
            return Err(XmlFault::TooMuch(XmlLimit::Elements));
        }
        let index = self.nodes.len() as u32;
        let first = self.attributes.len() as u32;
        // Without the check for repeated names, which takes quadratic time.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| XmlFault::NotWellFormed)?;
            if self.attributes.len() >= MOST_ELEMENTS {
                return Err(XmlFault::TooMuch(XmlLimit::Elements));
            }
            let value = unescape(&attribute.value).map_err(|_| XmlFault::Entities)?;
            self.attributes.push((attribute.key.as_ref().into(), value.into()));
        }
        self.nodes.push(Node {
            name: start.local_name().as_ref().into(),
            attributes: (first, self.attributes.len() as u32),
            ..Node::default()
        });
        if let Some(parent) = parent {
            let before = self.nodes[parent as usize].last_child.replace(index);
            match before {
                Some(before) => self.nodes[before as usize].next = Some(index),
                None => self.nodes[parent as usize].first_child = Some(index),
            }
        }
        Ok(index)
    }

    fn append(&mut self, to: Option<&u32>, text: &str) {
        // Blanks between elements are not text.
        if let Some(to) = to
            && !(text.trim().is_empty() && self.nodes[*to as usize].text.is_empty())
        {
            self.nodes[*to as usize].text.push_str(text);
        }
    }
}

impl<'a> Element<'a> {
    /// The name without its prefix.
    pub fn name(self) -> &'a str {
        &self.node().name
    }

    /// Its own text, with CDATA and without blanks around it.
    pub fn text(self) -> &'a str {
        self.node().text.trim()
    }

    /// An attribute by its local name, without blanks around it; case does not matter. Empty
    /// counts as missing.
    pub fn attribute(self, name: &str) -> Option<&'a str> {
        let found = self.attributes().find(|(key, _)| {
            let local = key.rsplit(':').next().unwrap_or(key);
            local.eq_ignore_ascii_case(name) && !key.starts_with("xmlns")
        });
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The namespaces that the element declares.
    pub fn namespaces(self) -> impl Iterator<Item = &'a str> {
        self.attributes().filter(|(key, _)| key.starts_with("xmlns")).map(|(_, value)| value)
    }

    /// The elements directly within.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let mut next = self.node().first_child;
        std::iter::from_fn(move || {
            let index = next?;
            next = self.xml.nodes[index as usize].next;
            Some(Element { xml: self.xml, index })
        })
    }

    /// The elements of a name directly within.
    pub fn all(self, name: &'a str) -> impl Iterator<Item = Self> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first element down a path of names: `Party/Contact/Name`. Every way is tried.
    pub fn at(self, path: &str) -> Option<Self> {
        let (name, rest) = match path.split_once('/') {
            Some((name, rest)) => (name, Some(rest)),
            None => (path, None),
        };
        let mut found = self.children().filter(|child| child.name() == name);
        match rest {
            None => found.next(),
            Some(rest) => found.find_map(|child| child.at(rest)),
        }
    }

    /// The first text down a path that is not empty.
    pub fn text_at(self, path: &str) -> Option<&'a str> {
        let (name, rest) = match path.split_once('/') {
            Some((name, rest)) => (name, Some(rest)),
            None => (path, None),
        };
        let mut found = self.children().filter(|child| child.name() == name);
        match rest {
            None => found.map(Self::text).find(|text| !text.is_empty()),
            Some(rest) => found.find_map(|child| child.text_at(rest)),
        }
    }

    /// Every element of a name at any depth, in the order of the document; not itself.
    pub fn descendants(self, name: &'a str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut waiting: Vec<Self> = self.children().collect();
        waiting.reverse();
        while let Some(element) = waiting.pop() {
            if element.name() == name {
                found.push(element);
            }
            let from = waiting.len();
            waiting.extend(element.children());
            waiting[from..].reverse();
        }
        found
    }

    fn node(self) -> &'a Node {
        &self.xml.nodes[self.index as usize]
    }

    fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (from, to) = self.node().attributes;
        self.xml.attributes[from as usize..to as usize]
            .iter()
            .map(|(key, value)| (key.as_ref(), value.as_ref()))
    }
}

/// The text of an XML file: by its byte order mark, then by what it declares; UTF-8 that was
/// declared as something narrower is believed, because it cannot be a coincidence.
fn decode(bytes: &[u8]) -> Result<String, XmlFault> {
    let told = match declared_encoding(bytes).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => None,
        Some("utf-16" | "utf-16le" | "utf-16be" | "ucs-2") => None,
        Some(
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "latin-1" | "windows-1252"
            | "cp1252" | "iso-8859-15" | "ansi",
        ) => Some(Encoding::Windows1252).filter(|_| std::str::from_utf8(bytes).is_err()),
        Some(_) if bytes.is_ascii() => None,
        Some(_) => return Err(XmlFault::UnknownEncoding),
    };
    let mut decoder = Decoder::new(bytes.into(), told);
    while !decoder.step(1 << 20) {}
    Ok(decoder.finish().text)
}

/// What `<?xml … encoding="…"?>` says, in lower case, where the first bytes are ASCII.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(200)];
    let end = head.windows(2).position(|two| two == b"?>")?;
    let head = String::from_utf8_lossy(&head[..end]);
    let (_, after) = head.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = after[1..].split_once(quote)?;
    Some(name.trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fault(text: &str) -> XmlFault {
        Xml::parse_text(text).err().unwrap()
    }

    #[test]
    fn elements_are_found_by_local_name_and_every_way_is_tried() {
        let text =
            "<r:R xmlns:r='u' r:A=' x ' a2='' ><q:P/><P><N>&lt;1&#65;<![CDATA[&b]]></N></P></r:R>";
        let xml = Xml::parse_text(text).unwrap();
        let root = xml.root();
        assert_eq!(
            (root.name(), root.attribute("a"), root.attribute("a2")),
            ("R", Some("x"), None)
        );
        assert_eq!(root.namespaces().collect::<Vec<_>>(), ["u"]);
        assert_eq!(root.text_at("P/N"), Some("<1A&b"));
        assert!(root.at("P/N").is_some() && root.at("N").is_none());
        assert_eq!(root.descendants("N").len(), 1);
    }

    #[test]
    fn what_attacks_do_is_refused() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><r>&b;</r>";
        assert_eq!(fault(bomb), XmlFault::Entities);
        assert_eq!(fault("<r>&b;</r>"), XmlFault::Entities);
        assert_eq!(fault("<r a='&b;'/>"), XmlFault::Entities);
        let deep = "<a>".repeat(MOST_DEPTH + 1);
        assert_eq!(fault(&deep), XmlFault::TooMuch(XmlLimit::Depth));
        let wide = ["<r>", &"<a/>".repeat(MOST_ELEMENTS), "</r>"].concat();
        assert_eq!(fault(&wide), XmlFault::TooMuch(XmlLimit::Elements));
        assert_eq!(fault("<r><a></r>"), XmlFault::NotWellFormed);
        assert_eq!(fault("<r><a>"), XmlFault::NotWellFormed);
        assert_eq!(fault(""), XmlFault::NotWellFormed);
    }

    #[test]
    fn a_file_is_read_in_its_encoding() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><r>Mu\xF1oz</r>";
        let liar = "<?xml version='1.0' encoding='ISO-8859-1'?><r>Muñoz</r>".as_bytes();
        let other = b"<?xml version='1.0'?><r>Mu\xF1oz</r>";
        let wide = "<?xml version='1.0' encoding='UTF-16'?><r>Muñoz</r>";
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [&latin[..], liar, &other[..], &wide] {
            assert_eq!(Xml::parse(bytes).unwrap().root().text(), "Muñoz");
        }
        let strange = b"<?xml version='1.0' encoding='Shift_JIS'?><r>\x93\xFA</r>";
        assert_eq!(Xml::parse(strange).err(), Some(XmlFault::UnknownEncoding));
    }
}
