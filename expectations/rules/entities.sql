-- rule: entity_counts_add_up
-- column: mention_count
-- severity: critical
-- why: The counts of an entity are those of the mentions that lead to it; other counts could not be explained.
SELECT e.entity_id, e.name, e.mention_count, e.article_count
FROM staged.main.entities AS e
LEFT JOIN (
    SELECT entity_id, count(DISTINCT mention_id) AS mention_count, count(DISTINCT article_id) AS article_count
    FROM corpus.main.mentions SEMI JOIN staged.main.entities USING (entity_id) GROUP BY entity_id
) AS m USING (entity_id)
WHERE (e.mention_count <> coalesce(m.mention_count, 0) OR e.article_count <> coalesce(m.article_count, 0))
    -- A mention that leads nowhere is the fault of another rule, and is missing here for that reason only.
    AND NOT EXISTS (
        SELECT 1 FROM staged.main.mentions ANTI JOIN corpus.main.entities USING (entity_id) WHERE entity_id IS NOT NULL
    );
