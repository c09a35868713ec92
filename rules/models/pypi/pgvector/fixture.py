"""Every row of the pack."""

import psycopg
from pgvector.django import CosineDistance, HammingDistance, JaccardDistance, L1Distance, L2Distance, MaxInnerProduct
from pgvector.psycopg import register_vector, register_vector_async
from sqlalchemy import select
from sqlalchemy.orm import Session

from store import Note


async def look(session: Session, vector: list[float]) -> str:
    with psycopg.connect("postgresql://store.example.com/notes") as connection:
        register_vector(connection)
        await register_vector_async(connection)
        rows = connection.execute("SELECT text FROM notes ORDER BY embedding <-> %s LIMIT 5", (vector,)).fetchall()
    near = session.scalars(select(Note).order_by(Note.embedding.cosine_distance(vector)).limit(5)).all()
    others = [Note.embedding.l2_distance(vector), Note.embedding.max_inner_product(vector), Note.embedding.l1_distance(vector)]
    bits = [Note.bits.hamming_distance(vector), Note.bits.jaccard_distance(vector)]
    found = [Note.objects.order_by(rank("embedding", vector))[:5] for rank in (L2Distance, CosineDistance, MaxInnerProduct, L1Distance, HammingDistance, JaccardDistance)]
    return rows[0][0] + near[0].text + str(others) + str(bits) + found[0][0].text
