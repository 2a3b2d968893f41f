// Values as bytes, and calls between two processes. Used on both sides: `call` by the tests, `serve`
// by the sample. Everything that comes in is checked for its length.
#![allow(dead_code)]
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::hash::Hash;
use std::io::{Read, Write};
use std::os::unix::io::{FromRawFd, RawFd};
use std::sync::{Mutex, OnceLock};

const MOST: usize = 64 << 20;

extern "C" {
    fn dup(fd: i32) -> i32;
    fn dup2(from: i32, to: i32) -> i32;
    fn open(path: *const u8, flags: i32) -> i32;
}

pub trait Put {
    fn put(&self, out: &mut Vec<u8>);
}

pub trait Wire: Sized {
    fn get(input: &mut &[u8]) -> Result<Self, String>;
}

fn take<'a>(input: &mut &'a [u8], n: usize) -> Result<&'a [u8], String> {
    if n > input.len() {
        return Err("a value ends too early".to_string());
    }
    let (head, tail) = input.split_at(n);
    *input = tail;
    Ok(head)
}

fn count(input: &mut &[u8]) -> Result<usize, String> {
    let n = u64::get(input)? as usize;
    if n > input.len() { Err("a value ends too early".to_string()) } else { Ok(n) }
}

macro_rules! numbers {
    ($($t:ty)*) => {$(
        impl Put for $t {
            fn put(&self, out: &mut Vec<u8>) { out.extend_from_slice(&self.to_le_bytes()); }
        }
        impl Wire for $t {
            fn get(input: &mut &[u8]) -> Result<Self, String> {
                let bytes = take(input, std::mem::size_of::<$t>())?;
                Ok(<$t>::from_le_bytes(bytes.try_into().unwrap()))
            }
        }
    )*};
}
numbers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);

impl Put for bool {
    fn put(&self, out: &mut Vec<u8>) { out.push(*self as u8); }
}
impl Wire for bool {
    fn get(input: &mut &[u8]) -> Result<Self, String> { Ok(u8::get(input)? != 0) }
}
impl Put for char {
    fn put(&self, out: &mut Vec<u8>) { (*self as u32).put(out); }
}
impl Wire for char {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        char::from_u32(u32::get(input)?).ok_or_else(|| "no character".to_string())
    }
}
impl Put for () {
    fn put(&self, _: &mut Vec<u8>) {}
}
impl Wire for () {
    fn get(_: &mut &[u8]) -> Result<Self, String> { Ok(()) }
}
impl Put for str {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        out.extend_from_slice(self.as_bytes());
    }
}
impl Put for String {
    fn put(&self, out: &mut Vec<u8>) { self.as_str().put(out); }
}
impl Wire for String {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        let n = count(input)?;
        String::from_utf8(take(input, n)?.to_vec()).map_err(|_| "no UTF-8".to_string())
    }
}
// Borrowed texts live as long as the process.
impl Wire for &'static str {
    fn get(input: &mut &[u8]) -> Result<Self, String> { Ok(Box::leak(String::get(input)?.into_boxed_str())) }
}
impl<T: Put + ?Sized> Put for &T {
    fn put(&self, out: &mut Vec<u8>) { (**self).put(out); }
}
impl<T: Put + ?Sized> Put for &mut T {
    fn put(&self, out: &mut Vec<u8>) { (**self).put(out); }
}
impl<T: Put> Put for [T] {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        for element in self { element.put(out); }
    }
}
impl<T: Put> Put for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) { self.as_slice().put(out); }
}
impl<T: Wire> Wire for Vec<T> {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        let n = count(input)?;
        (0..n).map(|_| T::get(input)).collect()
    }
}
impl<T: Put> Put for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self { value.put(out); }
    }
}
impl<T: Wire> Wire for Option<T> {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        Ok(if bool::get(input)? { Some(T::get(input)?) } else { None })
    }
}
impl<T: Put, E: Put> Put for Result<T, E> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_ok().put(out);
        match self { Ok(value) => value.put(out), Err(error) => error.put(out) }
    }
}
impl<T: Wire, E: Wire> Wire for Result<T, E> {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        Ok(if bool::get(input)? { Ok(T::get(input)?) } else { Err(E::get(input)?) })
    }
}
impl<T: Put, const N: usize> Put for [T; N] {
    fn put(&self, out: &mut Vec<u8>) { for element in self { element.put(out); } }
}
impl<T: Wire, const N: usize> Wire for [T; N] {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        let all: Result<Vec<T>, String> = (0..N).map(|_| T::get(input)).collect();
        all?.try_into().map_err(|_| "no array".to_string())
    }
}
macro_rules! tuples {
    ($(($($n:tt $t:ident)+))*) => {$(
        impl<$($t: Put),+> Put for ($($t,)+) {
            fn put(&self, out: &mut Vec<u8>) { $(self.$n.put(out);)+ }
        }
        impl<$($t: Wire),+> Wire for ($($t,)+) {
            fn get(input: &mut &[u8]) -> Result<Self, String> { Ok(($($t::get(input)?,)+)) }
        }
    )*};
}
tuples! { (0 A) (0 A 1 B) (0 A 1 B 2 C) (0 A 1 B 2 C 3 D) (0 A 1 B 2 C 3 D 4 E) }

macro_rules! maps {
    ($($map:ident $($bound:ident)+),*) => {$(
        impl<K: Put, V: Put> Put for $map<K, V> {
            fn put(&self, out: &mut Vec<u8>) {
                (self.len() as u64).put(out);
                for (key, value) in self { key.put(out); value.put(out); }
            }
        }
        impl<K: Wire $(+ $bound)+, V: Wire> Wire for $map<K, V> {
            fn get(input: &mut &[u8]) -> Result<Self, String> {
                let n = count(input)?;
                (0..n).map(|_| Ok((K::get(input)?, V::get(input)?))).collect()
            }
        }
    )*};
}
maps!(HashMap Eq Hash, BTreeMap Ord);
macro_rules! sets {
    ($($set:ident $($bound:ident)+),*) => {$(
        impl<T: Put> Put for $set<T> {
            fn put(&self, out: &mut Vec<u8>) {
                (self.len() as u64).put(out);
                for value in self { value.put(out); }
            }
        }
        impl<T: Wire $(+ $bound)+> Wire for $set<T> {
            fn get(input: &mut &[u8]) -> Result<Self, String> {
                let n = count(input)?;
                (0..n).map(|_| T::get(input)).collect()
            }
        }
    )*};
}
sets!(HashSet Eq Hash, BTreeSet Ord);

// Values of any type: those of the types below keep their type, all others become ().
impl Put for Box<dyn Any> {
    fn put(&self, out: &mut Vec<u8>) {
        macro_rules! try_types {
            ($($tag:literal $t:ty),*) => {$(
                if let Some(value) = self.downcast_ref::<$t>() { out.push($tag); value.put(out); return; }
            )*};
        }
        try_types!(1 i32, 2 i64, 3 f64, 4 f32, 5 String, 6 &'static str, 7 char, 8 bool, 9 u32, 10 u64, 11 usize);
        out.push(0);
    }
}
impl Wire for Box<dyn Any> {
    fn get(input: &mut &[u8]) -> Result<Self, String> {
        Ok(match u8::get(input)? {
            1 => Box::new(i32::get(input)?),
            2 => Box::new(i64::get(input)?),
            3 => Box::new(f64::get(input)?),
            4 => Box::new(f32::get(input)?),
            5 => Box::new(String::get(input)?),
            6 => Box::new(<&'static str>::get(input)?),
            7 => Box::new(char::get(input)?),
            8 => Box::new(bool::get(input)?),
            9 => Box::new(u32::get(input)?),
            10 => Box::new(u64::get(input)?),
            11 => Box::new(usize::get(input)?),
            _ => Box::new(()),
        })
    }
}
impl<T: Put> Put for Box<T> {
    fn put(&self, out: &mut Vec<u8>) { (**self).put(out); }
}

struct Channel { input: File, output: File }

// Takes the standard streams for the channel and gives the program others. Not closed ever.
fn channel(replacement: &str) -> Channel {
    unsafe {
        let (input, output): (RawFd, RawFd) = (dup(0), dup(1));
        let null = open(b"/dev/null\0".as_ptr(), 2);
        dup2(null, 0);
        dup2(if replacement == "stderr" { 2 } else { null }, 1);
        Channel { input: File::from_raw_fd(input), output: File::from_raw_fd(output) }
    }
}

fn send(channel: &mut Channel, bytes: &[u8]) -> std::io::Result<()> {
    let mut frame = (bytes.len() as u32).to_le_bytes().to_vec();
    frame.extend_from_slice(bytes);
    channel.output.write_all(&frame)
}

fn receive(channel: &mut Channel) -> Option<Vec<u8>> {
    let mut head = [0u8; 4];
    channel.input.read_exact(&mut head).ok()?;
    let size = u32::from_le_bytes(head) as usize;
    if size > MOST { return None; }
    let mut bytes = vec![0; size];
    channel.input.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

static REMOTE: OnceLock<Mutex<Channel>> = OnceLock::new();

// Status 44: the sample ended. A panic there ends it.
fn broken(why: &str) -> ! {
    eprintln!("{}", why);
    std::process::exit(44)
}

// Before main, so that nothing that is printed gets into the channel.
#[used]
#[link_section = ".init_array"]
static BEGIN: extern "C" fn() = begin;
extern "C" fn begin() {
    if option_env!("SCE_SIDE") == Some("tests") {
        let _ = REMOTE.set(Mutex::new(channel("stderr")));
    }
}

pub fn call<R: Wire>(arguments: Vec<u8>) -> R {
    let mutex = REMOTE.get_or_init(|| Mutex::new(channel("stderr")));
    let mut guard = mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if send(&mut guard, &arguments).is_err() { broken("the program ended before a call"); }
    let reply = match receive(&mut guard) {
        Some(reply) => reply,
        None => broken("the program ended during a call"),
    };
    R::get(&mut reply.as_slice()).unwrap_or_else(|why| broken(&format!("the program gave no value: {}", why)))
}

pub fn serve(mut function: impl FnMut(&mut &[u8]) -> Result<Vec<u8>, String>) {
    let mut channel = channel("null");
    while let Some(request) = receive(&mut channel) {
        match function(&mut request.as_slice()) {
            Ok(reply) => if send(&mut channel, &reply).is_err() { return; },
            Err(_) => return,
        }
    }
}
