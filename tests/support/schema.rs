//! The JSON Schema of a type, read off its own `Deserialize`: which fields and variants it
//! asks for, and without which fields it does not do.
//!
//! A deserializer that makes up what it is asked for writes down what that was. It is run
//! until every variant of every enum was taken once, and then once more without each field,
//! to see whether it is missed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected,
    IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Value, json};

/// More variants than all types have together.
const MOST_RUNS: usize = 2_000;

/// What `T` is: the schema of what stands at its root, and of everything it is made of by
/// name.
pub fn schema_of<T: DeserializeOwned>() -> (Value, Map<String, Value>) {
    let seen = RefCell::new(Seen::default());
    // Each run takes a variant that was not taken yet, and may come to more of them.
    for runs in 0.. {
        run::<T>(&seen).expect("what is made up fits");
        if seen.borrow().variants_left() == 0 {
            break;
        }
        assert!(runs < MOST_RUNS, "some variants are never come to");
    }
    let known = seen.borrow().clone();
    for (owner, of) in &known.structs {
        for (field, _) in &of.fields {
            let without = Some((owner.clone(), field.clone()));
            let trial = RefCell::new(Seen { without, ..known.clone() });
            if run::<T>(&trial).is_err() {
                let mut seen = seen.borrow_mut();
                seen.structs.entry(owner.clone()).or_default().required.push(field.clone());
            }
        }
    }
    let root = run::<T>(&seen).expect("what is made up fits");
    let seen = seen.into_inner();
    let structs = seen.structs.iter().map(|(name, of)| (name.clone(), of.schema()));
    let enums = seen.enums.iter().map(|(name, variants)| {
        let one_of: Vec<_> = variants.iter().filter_map(|(_, schema)| schema.clone()).collect();
        let is_words = one_of.iter().all(|schema| schema.get("const").is_some());
        let words: Vec<_> = one_of.iter().filter_map(|schema| schema.get("const")).collect();
        let schema = if is_words { json!({ "enum": words }) } else { json!({ "oneOf": one_of }) };
        (name.clone(), schema)
    });
    (root, structs.chain(enums).collect())
}

fn run<T: DeserializeOwned>(seen: &RefCell<Seen>) -> Result<Value, Error> {
    let schema = RefCell::new(Value::Null);
    T::deserialize(Tracer { seen, schema: &schema })?;
    Ok(schema.into_inner())
}

#[derive(Clone, Default)]
struct Seen {
    structs: BTreeMap<String, Fields>,
    /// The variants of each enum, with what each is once it was taken.
    enums: BTreeMap<String, Vec<(String, Option<Value>)>>,
    /// A field of a struct that is left out, to see whether it is missed.
    without: Option<(String, String)>,
}

#[derive(Clone, Default)]
struct Fields {
    fields: Vec<(String, Value)>,
    required: Vec<String>,
}

impl Seen {
    fn variants_left(&self) -> usize {
        self.enums.values().flatten().filter(|(_, schema)| schema.is_none()).count()
    }

    /// Whether what is looked for lies below a schema: the struct that is tried without a
    /// field, or else a variant that was not taken yet.
    fn leads_on(&self, schema: &Value, passed: &mut BTreeSet<String>) -> bool {
        let name = match schema {
            Value::Object(of) => match of.get("$ref").and_then(Value::as_str) {
                Some(name) => name.trim_start_matches("#/$defs/"),
                None => return of.values().any(|below| self.leads_on(below, passed)),
            },
            _ => return false,
        };
        if !passed.insert(name.to_owned()) {
            return false;
        }
        if let Some((owner, _)) = &self.without
            && owner == name
        {
            return true;
        }
        let fields = self.structs.get(name).into_iter().flat_map(|of| &of.fields);
        let variants = self.enums.get(name).into_iter().flatten();
        let is_left = |(_, schema): &(String, Option<Value>)| schema.is_none();
        (self.without.is_none() && variants.clone().any(is_left))
            || fields.map(|(_, schema)| schema).any(|schema| self.leads_on(schema, passed))
            || variants.filter_map(|(_, it)| it.as_ref()).any(|it| self.leads_on(it, passed))
    }
}

impl Fields {
    fn schema(&self) -> Value {
        let properties: Map<String, Value> = self.fields.iter().cloned().collect();
        json!({ "type": "object", "properties": properties, "required": self.required })
    }
}

/// Makes up a value, and writes down what was asked for.
struct Tracer<'a> {
    seen: &'a RefCell<Seen>,
    schema: &'a RefCell<Value>,
}

impl Tracer<'_> {
    fn is(&self, schema: Value) {
        *self.schema.borrow_mut() = schema;
    }

    fn integer<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(json!({ "type": "integer" }));
        visitor.visit_u64(1)
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let expected = (&visitor as &dyn Expected).to_string();
        let (schema, example) = match expected.as_str() {
            "an id of 26 base-32 characters" => (reference("id"), "01KDVDNA0000000060ZZQ00001"),
            "an ISO 3166-1 code of two letters" => (reference("country"), "MX"),
            "an ISO 4217 code" => (reference("currency"), "MXN"),
            "a day" => (reference("day"), "2026-01-31"),
            "a time" => (reference("time"), "2026-01-31T10:30:00"),
            "a Decimal type representing a fixed-point number" => (reference("decimal"), "1"),
            "Weekday" => (reference("weekday"), "Mon"),
            "a string" => (json!({ "type": "string" }), "x"),
            other => return Err(Error::custom(format!("what is {other}?"))),
        };
        self.is(schema);
        visitor.visit_str(example)
    }

    fn object<'de, V: Visitor<'de>>(
        self,
        name: &str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let name = self.name_of(name, fields);
        self.is(reference(&name));
        visitor.visit_map(Asked { seen: self.seen, owner: name, fields: fields.iter() })
    }

    /// The name of a struct; two structs of the same name get one each.
    fn name_of(&self, name: &str, fields: &[&str]) -> String {
        let mut seen = self.seen.borrow_mut();
        let mut free = name.to_owned();
        for number in 2.. {
            let same = |of: &Fields| of.fields.iter().map(|(name, _)| name).eq(fields);
            match seen.structs.get(&free) {
                Some(of) if !same(of) => free = format!("{name}{number}"),
                Some(_) => break,
                None => {
                    let fields = fields.iter().map(|name| ((*name).to_owned(), Value::Null));
                    let of = Fields { fields: fields.collect(), required: Vec::new() };
                    seen.structs.insert(free.clone(), of);
                    break;
                }
            }
        }
        free
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

macro_rules! whole_numbers {
    ($($name:ident)*) => { $(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.integer(visitor)
        }
    )* };
}

macro_rules! texts {
    ($($name:ident)*) => { $(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.text(visitor)
        }
    )* };
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    texts! { deserialize_str deserialize_string deserialize_any }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(json!({ "type": "boolean" }));
        visitor.visit_bool(true)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = RefCell::new(Value::Null);
        let value = visitor.visit_seq(Several { seen: self.seen, schema: &items, left: 1 })?;
        self.is(json!({ "type": "array", "items": items.into_inner() }));
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let items = RefCell::new(Value::Null);
        let value = visitor.visit_seq(Several { seen: self.seen, schema: &items, left: length })?;
        self.is(json!({
            "type": "array", "items": items.into_inner(), "minItems": length, "maxItems": length,
        }));
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.object(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let chosen = {
            let mut seen = self.seen.borrow_mut();
            let known = seen.enums.entry(name.to_owned()).or_insert_with(|| {
                variants.iter().map(|variant| ((*variant).to_owned(), None)).collect()
            });
            assert!(known.iter().map(|(name, _)| name).eq(variants), "two enums called {name}");
            let names: Vec<_> = known.iter().map(|(_, schema)| schema.clone()).collect();
            let leads = |schema: &Option<Value>| match schema {
                None => true,
                Some(schema) => seen.leads_on(schema, &mut BTreeSet::new()),
            };
            names.iter().position(leads).unwrap_or(0)
        };
        self.is(reference(name));
        let schema = RefCell::new(Value::Null);
        let variant = variants[chosen];
        let value =
            visitor.visit_enum(Taken { seen: self.seen, schema: &schema, name, variant })?;
        let held = schema.into_inner();
        let schema = match held {
            Value::Null => json!({ "const": variant }),
            held => json!({
                "type": "object",
                "properties": { variant: held },
                "required": [variant],
                "additionalProperties": false,
            }),
        };
        let mut seen = self.seen.borrow_mut();
        if let Some(known) = seen.enums.get_mut(name) {
            known[chosen].1 = Some(schema);
        }
        Ok(value)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct map identifier
        ignored_any
    }
}

/// The fields of a struct, each asked for once.
struct Asked<'a> {
    seen: &'a RefCell<Seen>,
    owner: String,
    fields: std::slice::Iter<'static, &'static str>,
}

impl<'de> MapAccess<'de> for Asked<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let without = self.seen.borrow().without.clone();
        let mut rest = self.fields.clone();
        while let Some(field) = rest.as_slice().first() {
            if without.as_ref().is_some_and(|(of, left)| *of == self.owner && left == field) {
                rest.next();
                self.fields = rest.clone();
                continue;
            }
            let key: StrDeserializer<'_, Error> = (*field).into_deserializer();
            return seed.deserialize(key).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let field = self.fields.next().ok_or_else(|| Error::custom("no field is left"))?;
        let schema = RefCell::new(Value::Null);
        let value = seed.deserialize(Tracer { seen: self.seen, schema: &schema })?;
        let mut seen = self.seen.borrow_mut();
        let of = seen.structs.entry(self.owner.clone()).or_default();
        if let Some(known) = of.fields.iter_mut().find(|(name, _)| name == field) {
            known.1 = schema.into_inner();
        }
        Ok(value)
    }
}

/// A list of so many.
struct Several<'a> {
    seen: &'a RefCell<Seen>,
    schema: &'a RefCell<Value>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Several<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(Tracer { seen: self.seen, schema: self.schema }).map(Some)
    }
}

/// The variant that is taken.
struct Taken<'a> {
    seen: &'a RefCell<Seen>,
    schema: &'a RefCell<Value>,
    name: &'static str,
    variant: &'static str,
}

impl<'de> EnumAccess<'de> for Taken<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name: StrDeserializer<'_, Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Taken<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Tracer { seen: self.seen, schema: self.schema })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("no variant is a tuple"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let name = [self.name, ".", self.variant].concat();
        let tracer = Tracer { seen: self.seen, schema: self.schema };
        tracer.object(&name, fields, visitor)
    }
}
