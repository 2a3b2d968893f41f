// Stands in for the crate rand (of the 0.4 series) where it is not given: enough for tests.
use std::cell::Cell;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

thread_local!(static STATE: Cell<u64> = Cell::new(RandomState::new().build_hasher().finish() | 1));

fn next() -> u64 {
    STATE.with(|state| {
        let mut x = state.get();
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        state.set(x);
        x.wrapping_mul(0x2545_F491_4F6C_DD1D)
    })
}

pub trait Rand: Sized {
    fn rand() -> Self;
}
pub trait SampleRange: Sized {
    fn between(low: Self, high: Self) -> Self;
}
macro_rules! integers {
    ($($t:ty)*) => {$(
        impl Rand for $t { fn rand() -> Self { next() as $t } }
        impl SampleRange for $t {
            fn between(low: Self, high: Self) -> Self {
                assert!(low < high, "gen_range needs a range that is not empty");
                (low as i128 + (next() as i128).rem_euclid(high as i128 - low as i128)) as $t
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);
macro_rules! floats {
    ($($t:ty)*) => {$(
        impl Rand for $t { fn rand() -> Self { (next() >> 40) as $t / (1u64 << 24) as $t } }
        impl SampleRange for $t { fn between(low: Self, high: Self) -> Self { low + <$t>::rand() * (high - low) } }
    )*};
}
floats!(f32 f64);
impl Rand for bool {
    fn rand() -> Self { next() >> 63 == 1 }
}
impl Rand for char {
    fn rand() -> Self { loop { if let Some(c) = char::from_u32(next() as u32 % 0x11_0000) { return c; } } }
}

#[derive(Clone, Debug)]
pub struct ThreadRng;

pub trait Rng {
    fn gen<T: Rand>(&mut self) -> T { T::rand() }
    fn gen_range<T: SampleRange>(&mut self, low: T, high: T) -> T { T::between(low, high) }
    fn gen_bool(&mut self, p: f64) -> bool { f64::rand() < p }
    fn next_u32(&mut self) -> u32 { next() as u32 }
    fn next_u64(&mut self) -> u64 { next() }
    fn shuffle<T>(&mut self, values: &mut [T]) {
        for i in (1..values.len()).rev() { values.swap(i, usize::between(0, i + 1)); }
    }
    fn choose<'a, T>(&mut self, values: &'a [T]) -> Option<&'a T> {
        if values.is_empty() { None } else { Some(&values[usize::between(0, values.len())]) }
    }
}
impl Rng for ThreadRng {}

pub fn thread_rng() -> ThreadRng { ThreadRng }
pub fn random<T: Rand>() -> T { T::rand() }
