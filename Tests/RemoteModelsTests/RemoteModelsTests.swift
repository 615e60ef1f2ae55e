import Testing
import RemoteModels
