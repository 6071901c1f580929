//! The tags of a document that is SGML or XML or something between the two.
//!
//! OFX 1 leaves the end tags of values out, programs that write it disagree about the
//! rest, and nothing in it needs more than names and values in their order.

/// What comes next in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    /// `<NAME>`, and the text up to the next tag.
    Open { name: &'a str, text: &'a str },
    /// `</NAME>`.
    Close { name: &'a str },
}

/// The tags of a text in order, each with the line it stands on. Comments, instructions
/// and declarations are passed over; a `<` that begins no tag is text.
pub(super) struct Tags<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Tags<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// Passes over what `end` ends, or over all that is left.
    fn skip_past(&mut self, end: &str) {
        let rest = &self.text[self.at..];
        let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
        self.advance(length);
    }

    fn advance(&mut self, length: usize) {
        let passed = &self.text.as_bytes()[self.at..self.at + length];
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at += length;
    }

    /// The text up to the next tag, what is wrapped in CDATA included.
    fn value(&mut self) -> &'a str {
        let start = self.at;
        let rest = &self.text[start..];
        let trimmed = rest.trim_start();
        if let Some(inside) = trimmed.strip_prefix("<![CDATA[") {
            let length = inside.find("]]>").unwrap_or(inside.len());
            self.advance(rest.len() - inside.len() + length);
            self.skip_past("]]>");
            return &inside[..length];
        }
        let length = next_tag(rest).unwrap_or(rest.len());
        self.advance(length);
        &rest[..length]
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = (Tag<'a>, u32);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = &self.text[self.at..];
            let start = next_tag(rest)?;
            self.advance(start);
            let rest = &self.text[self.at..];
            if rest.starts_with("<!--") {
                self.skip_past("-->");
                continue;
            }
            if rest.starts_with("<![CDATA[") {
                self.skip_past("]]>");
                continue;
            }
            if rest.starts_with("<!") || rest.starts_with("<?") {
                self.skip_past(">");
                continue;
            }
            let line = self.line;
            let end = rest.find('>').unwrap_or(rest.len());
            let inside = &rest[1..end];
            self.advance((end + 1).min(rest.len()));
            if let Some(name) = inside.strip_prefix('/') {
                return Some((Tag::Close { name: name.trim() }, line));
            }
            // `<NAME/>` has no value, whatever follows.
            let is_empty = inside.ends_with('/');
            let name = inside.trim_end_matches('/');
            let name = name.split(char::is_whitespace).next().unwrap_or_default();
            let text = if is_empty { "" } else { self.value().trim() };
            return Some((Tag::Open { name, text }, line));
        }
    }
}

/// Where the next tag begins: a `<` before a letter, `/`, `!` or `?`.
fn next_tag(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        bytes[*at] == b'<'
            && bytes.get(at + 1).is_some_and(|byte| {
                byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?')
            })
    };
    (0..bytes.len()).find(begins)
}

/// A value with its entities replaced: the five of XML, `&nbsp;` and numbers. What is no
/// entity stays as it is.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        // The longest is `&#x10FFFF;`.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        let (c, length) = known.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sgml_and_xml_give_the_same_tags() {
        let read = |text| {
            let open = Tags::new(text).filter_map(|(tag, _)| match tag {
                Tag::Open { name, text } => Some((name, text.to_owned())),
                Tag::Close { .. } => None,
            });
            open.map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join(" ")
        };
        let expected = "A= B=1 C=x < y D=";
        for text in [
            "<A><B>1<C>x < y<D></A>",
            "<A>\n <B>1</B>\n<C>x < y</C> <D/></A>",
            "junk<?x y?><A t='1'><!-- <Z> --><B>1</B><C><![CDATA[x < y]]></C><D></D></A>",
        ] {
            assert_eq!(read(text), expected);
        }
        assert_eq!(read("<A"), "A=");
        assert_eq!(read("<A><![CDATA[x"), "A=x");
        assert_eq!(read(""), "");
    }

    #[test]
    fn entities_and_what_only_looks_like_one() {
        assert_eq!(unescape("A &amp; B &#39;&#xE9;&nbsp;&lt;"), "A & B 'é <");
        assert_eq!(unescape("AT&T; &; & &#0; &ñ;"), "AT&T; &; & &#0; &ñ;");
    }
}
