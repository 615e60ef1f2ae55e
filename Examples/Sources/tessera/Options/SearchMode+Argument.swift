public import ArgumentParser
public import Retriever

extension RetrievalOptions.Mode: @retroactive ExpressibleByArgument {}
