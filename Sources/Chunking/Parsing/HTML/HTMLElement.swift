/// The elements whose names mean something to the reader; all others only enclose text.
enum HTMLElement: UInt8, CaseIterable {
    case a, address, area, article, aside, base, blockquote, body, br, button, caption, center, code, col, colgroup
    case dd, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure, footer, form, frameset, h1, h2, h3
    case h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, legend, li, link, listing, main, menu, meta
    case nav, noembed, noframes, noscript, object, ol, optgroup, option, p, param, plaintext, pre, script, search
    case section, select, source, span, strong, style, summary, svg, table, tbody, td, template, textarea, tfoot, th
    case thead, title, tr, track, u, ul, video, audio, wbr, xmp, b, canvas

    /// The element of a name in any case; nil for names that mean nothing here.
    init?(name: some Collection<UInt8>) {
        guard let key = Self.key(name), let element = Self.byKey[key] else { return nil }
        self = element
    }

    /// The name as HTML has it, in small letters.
    var name: String { String(describing: self) }

    private static let byKey: [UInt64: HTMLElement] = {
        var result: [UInt64: HTMLElement] = [:]
        for element in allCases {
            if let key = key(element.name.utf8) { result[key] = element }
        }
        return result
    }()

    /// Up to ten letters and digits, six bits each.
    private static func key(_ name: some Collection<UInt8>) -> UInt64? {
        var key: UInt64 = 0
        var count = 0
        for byte in name {
            count += 1
            if count > 10 { return nil }
            if ASCII.isLetter(byte) {
                key = key << 6 | UInt64((byte | 0x20) - UInt8(ascii: "a") + 1)
            } else if ASCII.isDigit(byte) {
                key = key << 6 | UInt64(byte - UInt8(ascii: "0") + 27)
            } else {
                return nil
            }
        }
        return count > 0 ? key : nil
    }

    /// Elements without an end tag.
    var isVoid: Bool {
        switch self {
        case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr: true
        default: false
        }
    }

    /// Elements whose text is not the reader's to see.
    var isLeftOut: Bool {
        switch self {
        case .script, .style, .nav, .template, .noscript, .iframe, .noembed, .noframes, .svg, .object, .canvas, .video,
            .audio:
            true
        default: false
        }
    }

    /// Elements that hold text without tags, up to their own end tag.
    var holdsRawText: Bool {
        switch self {
        case .script, .style, .textarea, .title, .iframe, .noembed, .noframes, .xmp: true
        default: false
        }
    }

    /// Elements that begin and end a block of text.
    var isBlock: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog, .div, .dl, .dt,
            .fieldset, .figcaption, .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup,
            .hr, .html, .legend, .li, .listing, .main, .menu, .nav, .ol, .optgroup, .option, .p, .plaintext, .pre,
            .search, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .xmp:
            true
        default: false
        }
    }

    var isPreformatted: Bool {
        switch self {
        case .pre, .listing, .xmp, .plaintext: true
        default: false
        }
    }

    var headingLevel: Int? {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }

    /// Which open element this one's start tag ends, if that is found before one of `within`.
    var ends: (elements: [HTMLElement], within: [HTMLElement])? {
        switch self {
        case .li: ([.li], [.ul, .ol, .menu])
        case .dt, .dd: ([.dt, .dd], [.dl])
        case .option, .optgroup: ([.option], [.select])
        case .td, .th: ([.td, .th], [.table, .tr])
        case .tr: ([.tr], [.table])
        case .thead, .tbody, .tfoot: ([.thead, .tbody, .tfoot], [.table])
        default: nil
        }
    }
}
