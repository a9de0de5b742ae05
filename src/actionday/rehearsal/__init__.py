"""The rehearsal: a generated, harmless world in which a whole action day can be played.

Everything here is invented: groups, attacks, slogans, pictures, clips and the platform "Plaza".
"""
