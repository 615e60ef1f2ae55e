public import KeywordSearch

/// The analysis that keyword columns pass.
public typealias KeywordAnalyzer = KeywordSearch.KeywordAnalyzer
