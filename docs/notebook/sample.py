"""Explore a warehouse in the browser: `make notebook`."""

import marimo

app = marimo.App(width="medium", app_title="Depesche: the sample")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo

    home = Path(os.environ.get("DEPESCHE_HOME", "data/demo"))
    warehouse = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    return alt, home, mo, warehouse


@app.cell
def _(home, mo, warehouse):
    ((articles, entities, events),) = warehouse.sql(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM entities), (SELECT count(*) FROM events)"
    ).fetchall()
    mo.md(
        f"""
        # What is in {home}?

        {articles} articles, {entities} entities, {events} events. Every table is described in
        `docs/data_dictionary.md`; `docs/cookbook.md` has more questions.
        """
    )
    return


@app.cell
def _(alt, mo, warehouse):
    per_month = warehouse.sql(
        """
        SELECT month, CASE WHEN quad_class <= 2 THEN 'cooperation' ELSE 'conflict' END AS side,
            sum(possible_count)::INT AS events
        FROM marts.events_per_month WHERE status = 'actual' GROUP BY ALL ORDER BY ALL
        """
    ).df()
    mo.vstack(
        [
            mo.md("## How do cooperation and conflict go?"),
            alt.Chart(per_month).mark_bar().encode(x="month:T", y="events:Q", color="side:N"),
        ]
    )
    return


@app.cell
def _(mo, warehouse):
    names = [
        name
        for (name,) in warehouse.sql(
            "SELECT name FROM marts.actor_profile ORDER BY actor_event_count DESC, name LIMIT 30"
        ).fetchall()
    ]
    who = mo.ui.dropdown(names, value=names[0] if names else None, label="Who?")
    who
    return (who,)


@app.cell
def _(mo, warehouse, who):
    done = warehouse.execute(
        """
        SELECT date_earliest, date_latest, event_type, status, recipient_name, article_count
        FROM events WHERE actor_name = ? ORDER BY date_earliest, event_id
        """,
        [who.value],
    ).df()
    mo.vstack([mo.md(f"## What does {who.value} do?"), mo.ui.table(done, selection=None)])
    return


@app.cell
def _(mo, warehouse, who):
    told = warehouse.execute("SELECT text, role, source_file, context FROM mentions_of(?)", [who.value]).df()
    mo.vstack([mo.md(f"## Where do articles name {who.value}?"), mo.ui.table(told, selection=None)])
    return


if __name__ == "__main__":
    app.run()
