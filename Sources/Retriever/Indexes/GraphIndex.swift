import VectorCore

typealias HNSWIndex = FlatIndex
