from tests.front.actors import at_desk, hotline, nine_o_clock

__all__ = ["at_desk", "hotline", "nine_o_clock"]
