//! Parses CommonMark into a tree of the constructs that are kept.
//!
//! Tables, strikethrough and GitHub's alerts (`> [!NOTE]`) are parsed; all other extensions become
//! text. An alert becomes a block quote that starts with its kind, HTML becomes text, an image becomes its alternative text, and a link with no meaning in the generated documentation
//! (relative, `javascript:`, `#anchor`) becomes its text.

use pulldown_cmark::{BlockQuoteKind, Event, LinkType, Options, Parser, Tag};

use super::tree::{Block, Inline, List, Spacing, Style, Table, append, is_blank};
use super::{clean, normalize};

/// The maximum nesting of containers: deeper ones are merged into the enclosing one.
const MAX_DEPTH: usize = 24;

/// Parses `markdown` into blocks; headings are moved down as a whole to level 4 and deeper.
pub(super) fn parse(markdown: &str) -> Vec<Block> {
    let mut builder = Builder { open: vec![Frame::new(Kind::Group)], links: 0, styles: Vec::new() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    for event in Parser::new_ext(markdown, options) {
        builder.read(event);
    }
    while builder.open.len() > 1 {
        builder.close();
    }
    let mut blocks = builder.open.pop().map(Frame::into_blocks).unwrap_or_default();
    normalize::headings(&mut blocks);
    blocks
}

/// The kind of an open frame, which decides what it becomes when it is closed.
enum Kind {
    /// The content is moved to the enclosing frame.
    Group,
    Paragraph,
    Heading(u8),
    Code,
    Html,
    /// A block quote, or an alert of this kind.
    Quote(Option<BlockQuoteKind>),
    List(List),
    Item,
    Table(Table),
    Row(Vec<Vec<Inline>>),
    Cell,
    Styled(Style),
    /// A link or an image, which is replaced by its text if the URL is `None`.
    Link(Option<String>),
}

struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

impl Frame {
    fn new(kind: Kind) -> Frame {
        Frame { kind, blocks: Vec::new(), inlines: Vec::new() }
    }

    /// Returns the blocks. Text outside of a paragraph, as in a tight list, becomes a paragraph.
    fn into_blocks(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.blocks
    }

    fn end_paragraph(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        if !is_blank(&inlines) {
            self.blocks.push(Block::Paragraph(inlines));
        }
    }

    fn push_block(&mut self, block: Block) {
        self.end_paragraph();
        self.blocks.push(block);
    }
}

struct Builder {
    /// Never empty: the first frame is the entire document.
    open: Vec<Frame>,
    /// The number of open links and images: a link can't contain another link.
    links: usize,
    /// The active styles.
    styles: Vec<Style>,
}

impl Builder {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.close(),
            Event::Text(text) | Event::Html(text) => self.inline(Inline::Text(clean(&text))),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.inline(Inline::Break),
            Event::InlineHtml(tag) => self.inline(Inline::Text(clean(&tag))),
            Event::Code(code) => self.inline(Inline::Code(clean(&code).replace('\t', " "))),
            Event::SoftBreak => self.inline(Inline::Line),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            // The extensions of these events are off.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.inline(Inline::Text(clean(&text)));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let fits = self.open.len() < MAX_DEPTH;
        let kind = match tag {
            Tag::Paragraph => {
                self.loosen();
                Kind::Paragraph
            }
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock => Kind::Html,
            Tag::BlockQuote(kind) if fits => Kind::Quote(kind),
            Tag::List(start) if fits => {
                Kind::List(List { start, spacing: Spacing::Tight, items: Vec::new() })
            }
            Tag::Item => Kind::Item,
            Tag::Table(alignments) => Kind::Table(Table { alignments, rows: Vec::new() }),
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis if fits => self.styled(Style::Emphasis),
            Tag::Strong if fits => self.styled(Style::Strong),
            Tag::Strikethrough if fits => self.styled(Style::Strikethrough),
            Tag::Link { link_type, dest_url, .. } => {
                let url = if self.links == 0 { absolute(link_type, &dest_url) } else { None };
                self.links += 1;
                Kind::Link(url)
            }
            Tag::Image { .. } => {
                self.links += 1;
                Kind::Link(None)
            }
            _ => Kind::Group,
        };
        self.open.push(Frame::new(kind));
    }

    /// Opens a style, unless it is already active.
    fn styled(&mut self, style: Style) -> Kind {
        if self.styles.contains(&style) {
            return Kind::Group;
        }
        self.styles.push(style);
        Kind::Styled(style)
    }

    /// Marks the innermost list as loose: the parser only reports paragraphs in the items of a
    /// loose list.
    fn loosen(&mut self) {
        if let [.., Frame { kind: Kind::List(list), .. }, Frame { kind: Kind::Item, .. }] =
            self.open.as_mut_slice()
        {
            list.spacing = Spacing::Loose;
        }
    }

    /// Closes the innermost frame, except for the outermost one.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(mut frame) = self.open.pop() else { return };
        match std::mem::replace(&mut frame.kind, Kind::Group) {
            Kind::Group => self.dissolve(frame),
            Kind::Paragraph => frame.into_blocks().into_iter().for_each(|block| self.block(block)),
            Kind::Heading(level) if !is_blank(&frame.inlines) => {
                self.block(Block::Heading(level, frame.inlines));
            }
            Kind::Heading(_) => {}
            Kind::Code => self.code(&frame.inlines),
            Kind::Html => self.html(&frame.inlines),
            Kind::Quote(kind) => match frame.into_blocks() {
                blocks if blocks.is_empty() => {}
                blocks => self.block(Block::Quote(with_kind(kind, blocks))),
            },
            Kind::List(list) if list.items.is_empty() => {}
            Kind::List(list) => self.block(Block::List(normalize::list(list))),
            Kind::Item => self.item(frame),
            Kind::Table(table) => self.block(Block::Table(table)),
            Kind::Row(cells) => {
                if let Some(Frame { kind: Kind::Table(table), .. }) = self.open.last_mut() {
                    table.rows.push(cells);
                }
            }
            Kind::Cell => {
                if let Some(Frame { kind: Kind::Row(cells), .. }) = self.open.last_mut() {
                    cells.push(frame.inlines);
                }
            }
            Kind::Styled(style) => {
                self.styles.pop();
                if !is_blank(&frame.inlines) {
                    self.inline(Inline::Styled(style, frame.inlines));
                }
            }
            Kind::Link(url) => {
                self.links -= 1;
                match url {
                    Some(url) => self.inline(Inline::Link { url, text: frame.inlines }),
                    None => self.dissolve(frame),
                }
            }
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(frame) = self.open.last_mut() {
            frame.push_block(block);
        }
    }

    fn inline(&mut self, inline: Inline) {
        if let Some(frame) = self.open.last_mut() {
            append(&mut frame.inlines, [inline]);
        }
    }

    fn dissolve(&mut self, frame: Frame) {
        let Some(around) = self.open.last_mut() else { return };
        for block in frame.blocks {
            around.push_block(block);
        }
        append(&mut around.inlines, frame.inlines);
    }

    fn item(&mut self, frame: Frame) {
        let blocks = frame.into_blocks();
        match self.open.last_mut() {
            Some(Frame { kind: Kind::List(list), .. }) if !blocks.is_empty() => {
                list.items.push(blocks);
            }
            Some(Frame { kind: Kind::List(_), .. }) => {}
            _ => blocks.into_iter().for_each(|block| self.block(block)),
        }
    }

    /// Adds a code block without leading and trailing blank lines.
    fn code(&mut self, inlines: &[Inline]) {
        let text = text_of(inlines).replace('\t', "    ");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let Some(first) = lines.iter().position(|line| !line.is_empty()) else { return };
        let last = lines.iter().rposition(|line| !line.is_empty()).unwrap_or(first);
        self.block(Block::Code(lines[first..=last].join("\n")));
    }

    /// Adds the source of an HTML block as paragraphs.
    fn html(&mut self, inlines: &[Inline]) {
        let source = text_of(inlines);
        let mut paragraph = Vec::new();
        for line in source.lines().map(str::trim).chain([""]) {
            if !line.is_empty() {
                append(&mut paragraph, [Inline::Text(line.to_owned()), Inline::Line]);
            } else if !paragraph.is_empty() {
                self.block(Block::Paragraph(std::mem::take(&mut paragraph)));
            }
        }
    }
}

/// Returns the blocks of an alert, which start with its kind.
fn with_kind(kind: Option<BlockQuoteKind>, mut blocks: Vec<Block>) -> Vec<Block> {
    let title = match kind {
        None => return blocks,
        Some(BlockQuoteKind::Note) => "Note:",
        Some(BlockQuoteKind::Tip) => "Tip:",
        Some(BlockQuoteKind::Important) => "Important:",
        Some(BlockQuoteKind::Warning) => "Warning:",
        Some(BlockQuoteKind::Caution) => "Caution:",
    };
    let title = Inline::Styled(Style::Strong, vec![Inline::Text(title.to_owned())]);
    match blocks.first_mut() {
        Some(Block::Paragraph(inlines)) => {
            inlines.splice(0..0, [title, Inline::Text(" ".to_owned())]);
        }
        _ => blocks.insert(0, Block::Paragraph(vec![title])),
    }
    blocks
}

/// Whether an HTML tag is `<br>`, in any of its spellings.
fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['/', '>', ' ']);
    name.eq_ignore_ascii_case("br")
}

/// Returns the URL if it is absolute, so that it works on every page.
fn absolute(link_type: LinkType, url: &str) -> Option<String> {
    let url = clean(url);
    let url = if link_type == LinkType::Email { format!("mailto:{url}") } else { url };
    let (scheme, rest) = url.split_once(':')?;
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let leads = match rest.strip_prefix("//") {
        Some(host) => is_web && !host.is_empty(),
        // rustdoc reads an address whose host has no dot as an item of the crate.
        None => scheme.eq_ignore_ascii_case("mailto") && rest.contains('@') && rest.contains('.'),
    };
    leads.then_some(url)
}

fn text_of(inlines: &[Inline]) -> &str {
    match inlines {
        [Inline::Text(text)] => text,
        _ => "",
    }
}
