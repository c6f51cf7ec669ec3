"""The few pieces of SQL that rules are compiled to. Here lives grammar; nothing here knows a rule.

Only what other databases say too: windows with frames, conditional aggregates, equality joins.
"""

from collections.abc import Iterable

from sqlglot import exp

type Sql = exp.Condition

TRUE = exp.true()
FALSE = exp.false()


def col(name: str, table: str | None = None) -> exp.Column:
    return exp.column(name, table=table)


def num(value: int) -> exp.Condition:
    literal = exp.Literal.number(abs(value))
    return exp.Neg(this=literal) if value < 0 else literal


def text(value: str) -> exp.Condition:
    return exp.Literal.string(value)


def nothing(kind: str) -> exp.Condition:
    """NULL of a type."""
    return exp.cast(exp.null(), kind)


def all_of(*conditions: Sql | None) -> Sql:
    """All conditions that there are."""
    given = [c for c in conditions if c is not None and c != TRUE]
    return exp.and_(*given, copy=False) if given else TRUE


def any_of(*conditions: Sql) -> Sql:
    return exp.or_(*conditions, copy=False) if conditions else FALSE


def no(condition: Sql) -> Sql:
    """The opposite. Not for conditions that may be NULL."""
    return exp.not_(condition, copy=False)


def missing(value: Sql) -> Sql:
    return exp.Is(this=value, expression=exp.null())


def there(value: Sql) -> Sql:
    return exp.not_(missing(value), copy=False)


def one_of(value: exp.Column, numbers: Iterable[int]) -> Sql:
    """The value is one of these numbers; of none: false."""
    among = sorted(numbers)
    if not among:
        return FALSE
    return value.eq(num(among[0])) if len(among) == 1 else value.isin(*map(num, among))


def choose(*branches: tuple[Sql, Sql], otherwise: Sql) -> Sql:
    """The first branch whose condition holds."""
    case = exp.Case()
    for condition, value in branches:
        case = case.when(condition, value, copy=False)
    return case.else_(otherwise, copy=False)


def larger(one: Sql, other: Sql) -> Sql:
    """The larger of two values that are there."""
    return exp.Greatest(this=one, expressions=[other])


def at_least_once(condition: Sql) -> Sql:
    """1 where the condition holds, otherwise 0: for sums."""
    return choose((condition, num(1)), otherwise=num(0))


def first_known(*values: Sql) -> Sql:
    return exp.Coalesce(this=values[0], expressions=list(values[1:]))


def running(function: exp.Func, within: exp.Column, order: Iterable[exp.Column]) -> exp.Window:
    """An aggregate over the rows of a record up to and including this one."""
    return exp.Window(
        this=function,
        partition_by=[within],
        order=_order(order),
        spec=exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW"),
    )


def over_what_follows(function: exp.Func, within: exp.Column, order: exp.Column) -> exp.Window:
    """An aggregate over the rows of a record behind this one."""
    frame = exp.WindowSpec(kind="ROWS", start="1", start_side="FOLLOWING", end="UNBOUNDED", end_side="FOLLOWING")
    return exp.Window(this=function, partition_by=[within], order=_order([order]), spec=frame)


def numbered(order: exp.Column, within: exp.Column, *, backwards: bool = False) -> exp.Window:
    """1, 2, 3 ... in an order, for each record."""
    by = exp.Order(expressions=[exp.Ordered(this=order, desc=backwards)])
    return exp.Window(this=exp.RowNumber(), partition_by=[within], order=by)


def following(column: exp.Column, order: exp.Column, within: exp.Column) -> exp.Window:
    """The column's value in the next row of the record; NULL in its last."""
    frame = exp.WindowSpec(kind="ROWS", start="1", start_side="FOLLOWING", end="1", end_side="FOLLOWING")
    return exp.Window(this=exp.Max(this=column), partition_by=[within], order=_order([order]), spec=frame)


def _order(by: Iterable[exp.Column]) -> exp.Order:
    return exp.Order(expressions=[exp.Ordered(this=column) for column in by])


def columns(names: Iterable[str], table: str) -> list[exp.Column]:
    return [col(name, table) for name in names]
