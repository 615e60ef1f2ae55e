public import ArgumentParser
public import Retriever

extension ObjectKind: @retroactive ExpressibleByArgument {}
