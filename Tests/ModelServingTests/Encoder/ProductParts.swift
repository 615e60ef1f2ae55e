import CEncoderKernels

/// A product's outputs panel by panel, as threads that share it might take them.
func productParts(_ outputs: Int) -> [Range<Int>] {
    stride(from: 0, to: outputs, by: Int(TESSERA_PANEL)).map { $0..<min($0 + Int(TESSERA_PANEL), outputs) }
}
