import Retriever
