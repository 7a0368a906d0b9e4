"""Which papers of which draws were recorded."""

CONTESTS = {
    "ordinary": "le-jeu-de-l-ete",
    "outages": "jeu-des-pannes",
    "races": "jeu-des-retards",
    "public-chain": "tirage-public",
}
PAPERS = ("certificate.json", "commitment.json", "list.json", "outcome.json", "verify.py")
