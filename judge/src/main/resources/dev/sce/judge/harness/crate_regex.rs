// Stands in for the crate regex where it is not given: characters, classes, groups, alternatives,
// repetitions, anchors; by backtracking, so without the real one's bounds on time.
use std::borrow::Cow;

#[derive(Clone, Debug)]
enum Node {
    Char(char),
    Any,
    Class(bool, Vec<(char, char)>),
    Start,
    End,
    Boundary(bool),
    Group(Option<usize>, Vec<Vec<Node>>),
    Repeat(Box<Node>, usize, usize, bool),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Error(String);
impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { f.write_str(&self.0) }
}
impl std::error::Error for Error {}

struct Parser { text: Vec<char>, at: usize, groups: usize }

impl Parser {
    fn peek(&self) -> Option<char> { self.text.get(self.at).copied() }
    fn eat(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        self.at += is as usize;
        is
    }
    fn alternatives(&mut self) -> Result<Vec<Vec<Node>>, Error> {
        let mut all = vec![vec![]];
        while let Some(c) = self.peek() {
            if c == ')' { break; }
            if self.eat('|') { all.push(vec![]); continue; }
            let atom = self.atom()?;
            let repeated = self.repetition(atom)?;
            all.last_mut().unwrap().push(repeated);
        }
        Ok(all)
    }
    fn repetition(&mut self, atom: Node) -> Result<Node, Error> {
        let (least, most) = match self.peek() {
            Some('*') => { self.at += 1; (0, usize::MAX) }
            Some('+') => { self.at += 1; (1, usize::MAX) }
            Some('?') => { self.at += 1; (0, 1) }
            Some('{') => { self.at += 1; self.bounds()? }
            _ => return Ok(atom),
        };
        let greedy = !self.eat('?');
        Ok(Node::Repeat(Box::new(atom), least, most, greedy))
    }
    fn number(&mut self) -> Option<usize> {
        let from = self.at;
        while self.peek().map_or(false, |c| c.is_ascii_digit()) { self.at += 1; }
        self.text[from..self.at].iter().collect::<String>().parse().ok()
    }
    fn bounds(&mut self) -> Result<(usize, usize), Error> {
        let least = self.number().ok_or_else(|| Error("repetition".into()))?;
        let most = if self.eat(',') { self.number().unwrap_or(usize::MAX) } else { least };
        if self.eat('}') { Ok((least, most)) } else { Err(Error("unclosed repetition".into())) }
    }
    fn atom(&mut self) -> Result<Node, Error> {
        let c = self.peek().ok_or_else(|| Error("empty".into()))?;
        self.at += 1;
        match c {
            '.' => Ok(Node::Any),
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '(' => self.group(),
            '[' => self.class(),
            '\\' => self.escape(),
            '*' | '+' | '?' => Err(Error("nothing to repeat".into())),
            _ => Ok(Node::Char(c)),
        }
    }
    fn group(&mut self) -> Result<Node, Error> {
        let mut index = None;
        if self.eat('?') {
            if !self.eat(':') { return Err(Error("unsupported group".into())); }
        } else {
            self.groups += 1;
            index = Some(self.groups);
        }
        let inner = self.alternatives()?;
        if self.eat(')') { Ok(Node::Group(index, inner)) } else { Err(Error("unclosed group".into())) }
    }
    fn escape(&mut self) -> Result<Node, Error> {
        let c = self.peek().ok_or_else(|| Error("trailing backslash".into()))?;
        self.at += 1;
        if c == 'b' || c == 'B' { return Ok(Node::Boundary(c == 'b')); }
        Ok(match named(c) {
            Some(ranges) => Node::Class(c.is_uppercase(), ranges),
            None => Node::Char(match c { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c }),
        })
    }
    fn class(&mut self) -> Result<Node, Error> {
        let negated = self.eat('^');
        let mut ranges = vec![];
        let mut first = true;
        loop {
            let c = self.peek().ok_or_else(|| Error("unclosed class".into()))?;
            self.at += 1;
            if c == ']' && !first { return Ok(Node::Class(negated, ranges)); }
            first = false;
            let low = if c == '\\' {
                match self.escape()? {
                    Node::Class(false, more) => { ranges.extend(more); continue; }
                    Node::Char(c) => c,
                    _ => return Err(Error("unsupported class".into())),
                }
            } else { c };
            let range = self.peek() == Some('-') && self.text.get(self.at + 1).map_or(false, |&c| c != ']');
            if range {
                let high = self.text[self.at + 1];
                self.at += 2;
                ranges.push((low, high));
            } else {
                ranges.push((low, low));
            }
        }
    }
}

fn named(c: char) -> Option<Vec<(char, char)>> {
    match c.to_ascii_lowercase() {
        'd' => Some(vec![('0', '9')]),
        's' => Some(vec![(' ', ' '), ('\t', '\r')]),
        'w' => Some(vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')]),
        _ => None,
    }
}

type Places = Vec<Option<(usize, usize)>>;

fn run(nodes: &[Node], text: &[char], at: usize, places: &mut Places, then: &mut dyn FnMut(usize, &mut Places) -> bool) -> bool {
    let Some((node, rest)) = nodes.split_first() else { return then(at, places) };
    let word = |i: usize| text.get(i).map_or(false, |c| c.is_alphanumeric() || *c == '_');
    match node {
        Node::Char(c) => text.get(at) == Some(c) && run(rest, text, at + 1, places, then),
        Node::Any => text.get(at).map_or(false, |c| *c != '\n') && run(rest, text, at + 1, places, then),
        Node::Class(negated, ranges) => text.get(at).map_or(false, |c| ranges.iter().any(|r| r.0 <= *c && *c <= r.1) != *negated) && run(rest, text, at + 1, places, then),
        Node::Start => at == 0 && run(rest, text, at, places, then),
        Node::End => at == text.len() && run(rest, text, at, places, then),
        Node::Boundary(is) => ((at > 0 && word(at - 1)) != word(at)) == *is && run(rest, text, at, places, then),
        Node::Group(index, all) => all.iter().any(|inner| {
            run(inner, text, at, places, &mut |end, places| {
                let before = places.clone();
                if let Some(i) = index { places[*i] = Some((at, end)); }
                run(rest, text, end, places, then) || { *places = before; false }
            })
        }),
        Node::Repeat(inner, least, most, greedy) => repeat(inner, *least, *most, *greedy, rest, text, at, places, then),
    }
}

fn repeat(inner: &Node, least: usize, most: usize, greedy: bool, rest: &[Node], text: &[char], at: usize, places: &mut Places, then: &mut dyn FnMut(usize, &mut Places) -> bool) -> bool {
    if least == 0 && !greedy && run(rest, text, at, places, then) { return true; }
    if most > 0 {
        let again = run(std::slice::from_ref(inner), text, at, places, &mut |end, places| {
            (end > at || least > 0) && repeat(inner, least.saturating_sub(1), most.saturating_sub(1).max((most == usize::MAX) as usize * usize::MAX), greedy, rest, text, end, places, then)
        });
        if again { return true; }
    }
    least == 0 && greedy && run(rest, text, at, places, then)
}

#[derive(Clone, Debug)]
pub struct Regex { pattern: String, nodes: Vec<Node>, groups: usize }

#[derive(Clone, Copy, Debug)]
pub struct Match<'t> { text: &'t str, start: usize, end: usize }
impl<'t> Match<'t> {
    pub fn as_str(&self) -> &'t str { &self.text[self.start..self.end] }
    pub fn start(&self) -> usize { self.start }
    pub fn end(&self) -> usize { self.end }
}
pub struct Captures<'t> { places: Vec<Option<Match<'t>>> }
impl<'t> Captures<'t> {
    pub fn get(&self, i: usize) -> Option<Match<'t>> { self.places.get(i).copied().flatten() }
    pub fn len(&self) -> usize { self.places.len() }
}
impl std::ops::Index<usize> for Captures<'_> {
    type Output = str;
    fn index(&self, i: usize) -> &str { self.get(i).expect("no such group").as_str() }
}

impl Regex {
    pub fn new(pattern: &str) -> Result<Regex, Error> {
        let mut parser = Parser { text: pattern.chars().collect(), at: 0, groups: 0 };
        let all = parser.alternatives()?;
        if parser.at < parser.text.len() { return Err(Error("unopened group".into())); }
        let groups = parser.groups;
        Ok(Regex { pattern: pattern.to_string(), nodes: vec![Node::Group(Some(0), all)], groups })
    }
    pub fn as_str(&self) -> &str { &self.pattern }
    pub fn captures_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + 'r where 't: 'r {
        let chars: Vec<char> = text.chars().collect();
        let mut offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        offsets.push(text.len());
        let mut at = 0;
        std::iter::from_fn(move || {
            while at <= chars.len() {
                let mut places: Places = vec![None; self.groups + 1];
                if run(&self.nodes, &chars, at, &mut places, &mut |_, _| true) {
                    let (start, end) = places[0].unwrap();
                    at = if end > start { end } else { end + 1 };
                    let all = places.iter().map(|p| p.map(|(s, e)| Match { text, start: offsets[s], end: offsets[e] }));
                    return Some(Captures { places: all.collect() });
                }
                at += 1;
            }
            None
        })
    }
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> { self.captures_iter(text).next() }
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Match<'t>> + 'r where 't: 'r {
        self.captures_iter(text).map(|captures| captures.get(0).unwrap())
    }
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> { self.find_iter(text).next() }
    pub fn is_match(&self, text: &str) -> bool { self.find(text).is_some() }
    pub fn split<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = &'t str> + 'r where 't: 'r {
        let mut parts = vec![];
        let mut last = 0;
        for found in self.find_iter(text) {
            parts.push(&text[last..found.start]);
            last = found.end;
        }
        parts.push(&text[last..]);
        parts.into_iter()
    }
    pub fn replace_all<'t>(&self, text: &'t str, with: &str) -> Cow<'t, str> {
        Cow::Owned(self.split(text).collect::<Vec<_>>().join(with))
    }
}
