import Testing
import Chunking
