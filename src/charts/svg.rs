//! Writing SVG text: elements, classes, escaping.

use super::TEXT_SIZE_PX;

/// An SVG picture being written: whole-pixel coordinates, classes instead of colours.
///
/// Lines may also stand on half pixels, where a hairline is sharp.
#[derive(Debug)]
pub struct Svg {
    out: String,
    width: u32,
    height: u32,
}

/// Which point of a text stands at its coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end, for figures.
    End,
}

impl Svg {
    /// Opens a picture `width` × `height` pixels named for screen readers.
    ///
    /// The ids of its title and description start with `id_prefix`, which the caller
    /// keeps unique on the page. `class` is added to the class `chart`.
    pub fn new(
        class: &str,
        id_prefix: &str,
        title: &str,
        description: &str,
        (width, height): (u32, u32),
    ) -> Self {
        let mut svg = Self { out: String::with_capacity(4096), width, height };
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart ");
        svg.escaped(class);
        svg.raw("\" viewBox=\"0 0 ");
        svg.number(i64::from(width));
        svg.raw(" ");
        svg.number(i64::from(height));
        svg.raw("\"");
        svg.attribute("width", i64::from(width));
        svg.attribute("height", i64::from(height));
        svg.attribute("font-size", i64::from(TEXT_SIZE_PX));
        svg.raw(" role=\"img\" aria-labelledby=\"");
        svg.escaped(id_prefix);
        svg.raw("-title\" aria-describedby=\"");
        svg.escaped(id_prefix);
        svg.raw("-desc\">\n<title id=\"");
        svg.escaped(id_prefix);
        svg.raw("-title\">");
        svg.escaped(title);
        svg.raw("</title>\n<desc id=\"");
        svg.escaped(id_prefix);
        svg.raw("-desc\">");
        svg.escaped(description);
        svg.raw("</desc>\n");
        svg
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Opens a group with a number the page can find it by (`data-…`), and a text shown
    /// when the pointer rests on it.
    pub fn open_group(&mut self, class: &str, data: (&str, usize), title: &str) {
        self.raw("<g class=\"");
        self.escaped(class);
        self.raw("\" data-");
        self.escaped(data.0);
        self.raw("=\"");
        self.number(i64::try_from(data.1).unwrap_or(i64::MAX));
        self.raw("\"><title>");
        self.escaped(title);
        self.raw("</title>\n");
    }

    /// Closes the group opened last.
    pub fn close_group(&mut self) {
        self.raw("</g>\n");
    }

    /// A rectangle; nothing where a side is not positive.
    pub fn rect(&mut self, class: &str, (x, y): (i32, i32), (width, height): (i32, i32)) {
        self.rounded_rect(class, (x, y), (width, height), 0);
    }

    /// A rectangle with all its corners rounded by `radius` pixels.
    pub fn rounded_rect(
        &mut self,
        class: &str,
        (x, y): (i32, i32),
        (width, height): (i32, i32),
        radius: i32,
    ) {
        if width <= 0 || height <= 0 {
            return;
        }
        self.open("rect", class);
        self.attribute("x", i64::from(x));
        self.attribute("y", i64::from(y));
        self.attribute("width", i64::from(width));
        self.attribute("height", i64::from(height));
        if radius > 0 {
            self.attribute("rx", i64::from(radius));
        }
        self.raw("/>\n");
    }

    /// A straight hairline. Upright and level lines move to the middle of their pixel, so
    /// that they are one pixel wide and not two pale ones.
    pub fn line(&mut self, class: &str, from: (i32, i32), to: (i32, i32)) {
        self.open("path", class);
        self.raw(" d=\"M");
        self.point(from, from.0 == to.0, from.1 == to.1);
        self.raw("L");
        self.point(to, from.0 == to.0, from.1 == to.1);
        self.raw("\"/>\n");
    }

    /// A path of straight pieces, closed or open, with its stroke's width in pixels where
    /// it is not 1.
    pub fn polyline(
        &mut self,
        class: &str,
        points: impl IntoIterator<Item = (i32, i32)>,
        closed: bool,
        stroke_width_px: u32,
    ) {
        self.open("path", class);
        if stroke_width_px != 1 {
            self.attribute("stroke-width", i64::from(stroke_width_px));
        }
        self.raw(" d=\"");
        let mut command = "M";
        for point in points {
            self.raw(command);
            self.point(point, false, false);
            command = "L";
        }
        self.raw(if closed { "Z\"/>\n" } else { "\"/>\n" });
    }

    /// A path in SVG's own path language, which the caller has composed of numbers.
    pub fn path(&mut self, class: &str, d: &str) {
        self.open("path", class);
        self.raw(" d=\"");
        self.escaped(d);
        self.raw("\"/>\n");
    }

    /// A circle.
    pub fn circle(&mut self, class: &str, (x, y): (i32, i32), radius: u32) {
        self.open("circle", class);
        self.attribute("cx", i64::from(x));
        self.attribute("cy", i64::from(y));
        self.attribute("r", i64::from(radius));
        self.raw("/>\n");
    }

    /// One line of text whose base line stands at `y`.
    pub fn text(&mut self, class: &str, (x, y): (i32, i32), anchor: Anchor, text: &str) {
        self.open("text", class);
        self.attribute("x", i64::from(x));
        self.attribute("y", i64::from(y));
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.raw(" text-anchor=\"middle\""),
            Anchor::End => self.raw(" text-anchor=\"end\""),
        }
        self.raw(">");
        self.escaped(text);
        self.raw("</text>\n");
    }

    /// The finished text.
    pub fn finish(mut self) -> String {
        self.raw("</svg>");
        self.out
    }

    fn open(&mut self, element: &str, class: &str) {
        self.raw("<");
        self.raw(element);
        self.raw(" class=\"");
        self.escaped(class);
        self.raw("\"");
    }

    fn attribute(&mut self, name: &str, value: i64) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.number(value);
        self.raw("\"");
    }

    fn point(&mut self, (x, y): (i32, i32), half_x: bool, half_y: bool) {
        self.number(i64::from(x));
        if half_x {
            self.raw(".5");
        }
        self.raw(" ");
        self.number(i64::from(y));
        if half_y {
            self.raw(".5");
        }
    }

    fn number(&mut self, value: i64) {
        self.out.push_str(&value.to_string());
    }

    fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Text or an attribute's value: what XML reads as markup is escaped, and what XML
    /// does not allow at all (control characters) becomes a space.
    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\'' => self.raw("&apos;"),
                '\n' | '\t' => self.out.push(c),
                '\u{fffe}' | '\u{ffff}' => self.out.push(' '),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let mut svg = Svg::new("c\"x", "p\"<", "<b>&'", "\u{0}\u{7}", (10, 10));
        svg.open_group("a\"b", ("n", 3), "</title><script>");
        svg.close_group();
        svg.text("t", (0, 0), Anchor::End, "</text>");
        let out = svg.finish();
        assert!(out.contains("<title id=\"p&quot;&lt;-title\">&lt;b&gt;&amp;&apos;</title>"));
        assert!(out.contains("&lt;/title&gt;&lt;script&gt;"));
        assert!(out.contains(">&lt;/text&gt;</text>"));
        assert!(!out.contains("<script") && !out.contains('\u{0}') && !out.contains('\u{7}'));
    }

    #[test]
    fn hairlines_stand_in_the_middle_of_their_pixel() {
        let mut svg = Svg::new("c", "p", "", "", (10, 10));
        svg.line("grid", (0, 4), (10, 4));
        svg.line("grid", (0, 0), (10, 4));
        let out = svg.finish();
        assert!(out.contains("d=\"M0 4.5L10 4.5\""));
        assert!(out.contains("d=\"M0 0L10 4\""));
    }

    #[test]
    fn a_rectangle_without_area_is_not_drawn() {
        let mut svg = Svg::new("c", "p", "", "", (10, 10));
        svg.rect("bucket-0", (0, 0), (0, 5));
        svg.rect("bucket-0", (0, 0), (5, -1));
        assert!(!svg.finish().contains("<rect"));
    }
}
