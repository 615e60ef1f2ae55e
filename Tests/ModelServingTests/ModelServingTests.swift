import Testing
import ModelServing
