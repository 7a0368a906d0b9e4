def run(e,s): return []
