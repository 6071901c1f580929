//! A drawing of the page as a picture: on the clipboard, or in a file.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    Blob, CanvasRenderingContext2d, ClipboardItem, CssStyleDeclaration, Element, HtmlCanvasElement,
    HtmlImageElement, Node, Window, XmlSerializer,
};

use super::files::{self, FileError};
use super::js;

/// What a style sheet decides about a drawing, written into a copy of it that stands alone.
const PROPERTIES: [&str; 11] = [
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
];

/// Pixels of the picture for one of the page: sharp on paper and on dense screens.
const SCALE: f64 = 2.0;
/// Around the drawing, and the line of the title above it, in pixels of the page.
const MARGIN: f64 = 16.0;
const TITLE: f64 = 28.0;

/// Where a picture went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// To the clipboard.
    Clipboard,
    /// Into a file, because the browser keeps no pictures on the clipboard.
    File,
}

/// Puts a drawing on the clipboard as a picture with a title above it, in the colours it has
/// on the page. Must follow from a click or a key. Where the browser cannot, it offers a
/// file with a name instead.
///
/// # Errors
/// As the browser fails at drawing.
pub async fn copy(svg: Element, title: &str, file_name: &str) -> Result<Went, FileError> {
    let drawing = standing_alone(&svg, title).map_err(|error| failed(&error))?;
    // Asked for in the same turn as the click, with the picture to come: some browsers
    // refuse it later.
    let picture = {
        let drawing = drawing.clone();
        future_to_promise(async move { png(&drawing).await.map(JsValue::from) })
    };
    if let Ok(written) = write(&picture)
        && JsFuture::from(written).await.is_ok()
    {
        return Ok(Went::Clipboard);
    }
    let blob: Blob = png(&drawing).await.map_err(|error| failed(&error))?;
    let bytes = files::read(&blob, u64::MAX).await?;
    files::offer(file_name, "image/png", &bytes)?;
    Ok(Went::File)
}

/// A drawing as text, with its size in pixels of the page.
#[derive(Clone)]
struct Drawing {
    text: String,
    width: f64,
    height: f64,
}

fn write(picture: &Promise) -> Result<Promise, JsValue> {
    let items = Object::new();
    Reflect::set(&items, &"image/png".into(), picture)?;
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&items)?;
    let clipboard = window()?.navigator().clipboard();
    if clipboard.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    Ok(clipboard.write(&js_sys::Array::of1(&item)))
}

/// The drawing with everything that the style sheets say about it written into it.
fn standing_alone(svg: &Element, title: &str) -> Result<Drawing, JsValue> {
    let window = window()?;
    let copy: Element = svg.clone_node_with_deep(true)?.unchecked_into();
    let (originals, copies) = (svg.query_selector_all("*")?, copy.query_selector_all("*")?);
    for at in 0..originals.length() {
        let (Some(original), Some(copy)) = (originals.get(at), copies.get(at)) else { continue };
        dress(&window, &original, &copy)?;
    }
    dress(&window, svg, &copy)?;
    let bounds = svg.get_bounding_client_rect();
    copy.set_attribute("x", &MARGIN.to_string())?;
    copy.set_attribute("y", &(MARGIN + TITLE).to_string())?;
    copy.set_attribute("width", &bounds.width().to_string())?;
    copy.set_attribute("height", &bounds.height().to_string())?;
    let inner = XmlSerializer::new()?.serialize_to_string(&copy)?;

    let body = window.document().and_then(|document| document.body());
    let style = body.map(|body| window.get_computed_style(&body)).transpose()?.flatten();
    let said = |name| value(style.as_ref(), name);
    let width = bounds.width() + 2.0 * MARGIN;
    let height = bounds.height() + 2.0 * MARGIN + TITLE;
    let text = [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        &width.to_string(),
        "\" height=\"",
        &height.to_string(),
        "\"><rect width=\"100%\" height=\"100%\" fill=\"",
        &escaped(&said("background-color")),
        "\"/><text x=\"16\" y=\"32\" font-size=\"15\" font-weight=\"600\" font-family=\"",
        &escaped(&said("font-family")),
        "\" fill=\"",
        &escaped(&said("color")),
        "\">",
        &escaped(title),
        "</text>",
        &inner,
        "</svg>",
    ]
    .concat();
    Ok(Drawing { text, width, height })
}

fn dress(window: &Window, original: &Node, copy: &Node) -> Result<(), JsValue> {
    let (original, copy): (&Element, &Element) = (original.unchecked_ref(), copy.unchecked_ref());
    let style = window.get_computed_style(original)?;
    for name in PROPERTIES {
        let value = value(style.as_ref(), name);
        if !value.is_empty() {
            copy.set_attribute(name, &value)?;
        }
    }
    Ok(())
}

fn value(style: Option<&CssStyleDeclaration>, name: &str) -> String {
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
}

async fn png(drawing: &Drawing) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    let encoded = js_sys::encode_uri_component(&drawing.text);
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &String::from(encoded)].concat());
    JsFuture::from(image.decode()).await?;
    let document = window()?.document().ok_or(JsValue::UNDEFINED)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let (width, height) = (drawing.width * SCALE, drawing.height * SCALE);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::UNDEFINED)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = Promise::new(&mut |done, refused| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let told = if blob.is_null() { refused } else { done };
            // A promise's own functions do not throw.
            let _ = told.call1(&JsValue::UNDEFINED, &blob);
        });
        // Refused only for a picture from elsewhere, which this is not.
        let _ = canvas.to_blob(take.unchecked_ref());
    });
    JsFuture::from(made).await?.dyn_into()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or(JsValue::UNDEFINED)
}

fn failed(error: &JsValue) -> FileError {
    FileError::Failed(js::describe(error))
}
