import Testing
import VectorCore
