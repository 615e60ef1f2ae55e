import Testing
import ChainKit
