import Testing
import Retriever
