//! Values that the page follows: faces with a type on nodes without one.
//!
//! Leptos makes each of its nodes anew for every type it holds, some two kilobytes of the
//! page apiece. The nodes here hold any value, so there is one of each kind, and only the
//! turning back into the type is made anew. They are used as those of Leptos, whose names
//! they bear: import them beside its prelude. For the same reason a closure that has a name
//! goes into a view by way of [`live`].

use std::any::Any;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

use leptos::prelude as nodes;
use leptos::prelude::{GetValue, IsDisposed, Read, ReadUntracked, Set, Track, Write};
use leptos::tachys::reactive_graph::SharedReactiveFunction;

type Held = Box<dyn Any + Send + Sync>;

/// A value that can be set, and is followed by whatever reads it. Copy it freely.
pub struct RwSignal<T> {
    node: nodes::RwSignal<Held>,
    of: PhantomData<fn() -> T>,
}

/// A value worked out of others, anew when they change; it counts as changed only when it
/// comes out different. Copy it freely.
pub struct Memo<T> {
    node: nodes::Memo<Held>,
    of: PhantomData<fn() -> T>,
}

/// A value that somebody else keeps, or that is worked out at each reading. Copy it freely.
pub struct Signal<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
enum Source {
    Signal(nodes::RwSignal<Held>),
    Memo(nodes::Memo<Held>),
    /// It holds a `Work<T>`.
    Derived(nodes::StoredValue<Arc<dyn Any + Send + Sync>>),
}

/// Given the value before, makes another or says with `None` that it stays.
type MemoWork = dyn Fn(Option<&(dyn Any + Send + Sync)>) -> Option<Held> + Send + Sync;

struct Work<T>(Box<dyn Fn() -> T + Send + Sync>);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal that begins with a value.
    pub fn new(value: T) -> Self {
        Self { node: nodes::RwSignal::new(Box::new(value)), of: PhantomData }
    }

    /// A copy of the value; followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Reads the value; followed.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(cast(&**self.node.read()))
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(cast(&**self.node.read_untracked()))
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.node.track();
    }

    /// Whether the signal is gone with its screen.
    pub fn is_disposed(self) -> bool {
        self.node.is_disposed()
    }

    /// Sets the value.
    pub fn set(self, value: T) {
        self.node.set(Box::new(value));
    }

    /// Sets the value, and gives it back where the signal is gone with its screen.
    pub fn try_set(self, value: T) -> Option<T> {
        let back = self.node.try_set(Box::new(value))?;
        back.downcast().ok().map(|value| *value)
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(cast_mut(&mut **self.node.write()));
    }

    /// Changes the value, unless the signal is gone with its screen.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        Some(change(cast_mut(&mut **self.node.try_write()?)))
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// A memo of what `work` makes, which is given what it made before.
    pub fn new(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::new_with_compare(work, |before, now| before != now)
    }

    /// The same with a test of one's own for whether the value has changed.
    pub fn new_with_compare(
        work: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
        has_changed: fn(Option<&T>, Option<&T>) -> bool,
    ) -> Self {
        let node = memo(Box::new(move |before| {
            let before = before.map(cast::<T>);
            let now = work(before);
            let is_new = before.is_none() || has_changed(before, Some(&now));
            is_new.then(|| Box::new(now) as Held)
        }));
        Self { node, of: PhantomData }
    }

    /// A copy of the value; followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Reads the value; followed.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(cast(&**self.node.read()))
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(cast(&**self.node.read_untracked()))
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.node.track();
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// A signal that is worked out at each reading.
    pub fn derive(work: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let work: Arc<dyn Any + Send + Sync> = Arc::new(Work::<T>(Box::new(work)));
        Self { source: Source::Derived(nodes::StoredValue::new(work)), of: PhantomData }
    }

    /// A signal that never changes.
    pub fn stored(value: T) -> Self {
        Self { source: Source::Signal(nodes::RwSignal::new(Box::new(value))), of: PhantomData }
    }

    /// A copy of the value; followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        match self.source {
            Source::Derived(work) => self.work_out(work),
            _ => self.with(T::clone),
        }
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        nodes::untrack(move || self.get())
    }

    /// Reads the value; followed.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        match self.source {
            Source::Signal(node) => read(cast(&**node.read())),
            Source::Memo(node) => read(cast(&**node.read())),
            Source::Derived(work) => read(&self.work_out(work)),
        }
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        nodes::untrack(move || self.with(read))
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        match self.source {
            Source::Signal(node) => node.track(),
            Source::Memo(node) => node.track(),
            Source::Derived(work) => drop(self.work_out(work)),
        }
    }

    fn work_out(self, work: nodes::StoredValue<Arc<dyn Any + Send + Sync>>) -> T {
        (cast::<Work<T>>(&*work.get_value()).0)()
    }
}

/// A property that may be left out, may change, and may have no value.
pub struct MaybeProp<T>(Option<Signal<Option<T>>>);

impl<T: Clone + Send + Sync + 'static> MaybeProp<T> {
    /// A copy of the value, if there is one; followed.
    pub fn get(self) -> Option<T> {
        self.0.and_then(Signal::get)
    }
}

impl<T> Default for MaybeProp<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// What a view shows or an attribute holds, worked out anew when what it reads changes. A
/// closure that is written in the view itself needs no such wrap: the `view!` macro does it.
pub fn live<T: 'static>(work: impl FnMut() -> T + Send + 'static) -> SharedReactiveFunction<T> {
    Arc::new(Mutex::new(work))
}

/// Does something whenever what it reads changes, and a first time when the page is next at
/// rest. It is given what it came to before.
pub fn effect<T: 'static>(mut work: impl FnMut(Option<T>) -> T + 'static) {
    fn start(mut work: Box<dyn FnMut()>) {
        nodes::Effect::new(move |_: Option<()>| work());
    }
    let mut before = None;
    start(Box::new(move || before = Some(work(before.take()))));
}

fn memo(work: Box<MemoWork>) -> nodes::Memo<Held> {
    nodes::Memo::new_owning(move |before: Option<Held>| {
        let now = work(before.as_deref());
        let has_changed = now.is_some();
        // What is worked out for the first time always counts as changed.
        (now.or(before).unwrap_or_else(|| Box::new(())), has_changed)
    })
}

/// The type is that of the only way in, so this never fails.
fn cast<T: 'static>(held: &(dyn Any + Send + Sync)) -> &T {
    held.downcast_ref().expect("a node keeps its type")
}

fn cast_mut<T: 'static>(held: &mut (dyn Any + Send + Sync)) -> &mut T {
    held.downcast_mut().expect("a node keeps its type")
}

macro_rules! copied {
    ($name:ident) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}
    };
}

macro_rules! shown {
    ($name:ident) => {
        impl<T: Clone + Send + Sync + 'static> nodes::IntoRender for $name<T> {
            type Output = SharedReactiveFunction<T>;

            fn into_render(self) -> Self::Output {
                live(move || self.get())
            }
        }

        impl<T: Clone + Send + Sync + 'static> nodes::IntoAttributeValue for $name<T> {
            type Output = SharedReactiveFunction<T>;

            fn into_attribute_value(self) -> Self::Output {
                live(move || self.get())
            }
        }
    };
}

copied!(RwSignal);
copied!(Memo);
copied!(Signal);
copied!(MaybeProp);
shown!(RwSignal);
shown!(Memo);
shown!(Signal);

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self { source: Source::Signal(signal.node), of: PhantomData }
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self { source: Source::Memo(memo.node), of: PhantomData }
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(value: &str) -> Self {
        Self::stored(value.to_owned())
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T> From<Signal<Option<T>>> for MaybeProp<T> {
    fn from(signal: Signal<Option<T>>) -> Self {
        Self(Some(signal))
    }
}

impl<T> From<RwSignal<Option<T>>> for MaybeProp<T> {
    fn from(signal: RwSignal<Option<T>>) -> Self {
        Self(Some(signal.into()))
    }
}

impl<T> From<Memo<Option<T>>> for MaybeProp<T> {
    fn from(memo: Memo<Option<T>>) -> Self {
        Self(Some(memo.into()))
    }
}

impl<T: Clone + Send + Sync + 'static> From<Signal<T>> for MaybeProp<T> {
    fn from(signal: Signal<T>) -> Self {
        Self(Some(Signal::derive(move || Some(signal.get()))))
    }
}

impl<T: Send + Sync + 'static> From<Option<T>> for MaybeProp<T> {
    fn from(value: Option<T>) -> Self {
        Self(Some(Signal::stored(value)))
    }
}

impl<T: Send + Sync + 'static> From<T> for MaybeProp<T> {
    fn from(value: T) -> Self {
        Some(value).into()
    }
}
