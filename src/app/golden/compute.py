"""Writes documents.tsv: invoices with what they must come to, computed apart from the product, in exact fractions.

    python3 compute.py > documents.tsv
"""

import random
from fractions import Fraction

HALF = Fraction(1, 2)
LARGEST = 99_999_999_999
random.seed(360)


def half_up(value):
    """To whole cents; a half goes away from zero."""
    size = abs(value)
    whole = size.numerator // size.denominator
    if size - whole >= HALF:
        whole += 1
    return whole if value >= 0 else -whole


def come_to(lines, discount):
    """(subtotals of the lines, subtotal, discount, tax, total), or None when it could not be sent."""
    subtotals = [half_up(Fraction(quantity) * price) for quantity, price, _ in lines]
    subtotal = sum(subtotals)
    if discount.endswith('%'):
        taken = half_up(Fraction(discount[:-1]) * subtotal / 100)
    else:
        taken = int(discount)
    tax = sum(tax for _, _, tax in lines)
    total = subtotal - taken + tax
    within = all(abs(one) <= LARGEST for one in [*subtotals, subtotal, total])
    if subtotal - taken < 0 or tax < 0 or total <= 0 or not within:
        return None
    return subtotals, subtotal, taken, tax, total


def decimal(digits, places):
    text = f'{digits:0{places + 1}d}' if digits >= 0 else f'-{-digits:0{places + 1}d}'
    shown = f'{text[:-places]}.{text[-places:]}' if places else text
    return shown.rstrip('0').rstrip('.') if places else shown


def a_quantity():
    places = random.choice([0, 0, 1, 2, 2, 3, 4, 4])
    return decimal(random.randint(1, random.choice([9, 99, 9_999, 999_999])), places)


def a_price():
    return random.randint(1, random.choice([99, 9_999, 99_999, 9_999_999]))


def a_line(rates):
    quantity, price = a_quantity(), a_price()
    tax = random.choice([0, 0, half_up(Fraction(quantity) * price * Fraction(random.choice(rates)) / 100)])
    return quantity, price, tax


def a_document():
    lines = [a_line(['8.25', '7.125', '6', '19', '0.375']) for _ in range(random.randint(1, 7))]
    if random.random() < 0.25:
        quantity, price, _ = lines[0]
        lines.append((decimal(-random.randint(1, 9_999), 4), price, 0))
    subtotal = sum(half_up(Fraction(quantity) * price) for quantity, price, _ in lines)
    kind = random.random()
    if kind < 0.45:
        discount = '0'
    elif kind < 0.8:
        discount = decimal(random.randint(1, 99_999), 3) + '%'
    else:
        discount = str(random.randint(0, max(subtotal, 0)))
    return lines, discount


BOUNDS = [
    ([('1', 1, 0)], '0'),
    ([('0.5', 1, 0)], '0'),
    ([('0.0001', 5_000, 0)], '0'),
    ([('2.675', 100, 0)], '0'),
    ([('1.005', 100, 0)], '0'),
    ([('999999999.9999', 99, 0)], '0'),
    ([('1', LARGEST, 0)], '0'),
    ([('1', LARGEST - 1, 1)], '0'),
    ([('1', LARGEST, 1)], '1'),
    ([('0.3333', 300, 0)] * 3, '0'),
    ([('1', 100, 0)] * 3, '101'),
    ([('1', 33, 0), ('1', 33, 0), ('1', 34, 3)], '10'),
    ([('1', 10_000, 825), ('-1', 2_000, -165)], '10%'),
    ([('1', 100, 8), ('-0.5', 1, 0)], '33.333%'),
    ([('1', 500, 0)], '499'),
    ([('1', 333, 0)], '99.5%'),
    ([('24.75', 13_333, 0)] * 40, '2.5%'),
]


def main():
    made = []
    for lines, discount in BOUNDS:
        made.append((lines, discount, come_to(lines, discount)))
    while len(made) < 360:
        lines, discount = a_document()
        outcome = come_to(lines, discount)
        if outcome:
            made.append((lines, discount, outcome))
    print('lines (quantity x cents t tax)\tdiscount\tline subtotals\tsubtotal\tdiscount cents\ttax\ttotal')
    for lines, discount, (subtotals, subtotal, taken, tax, total) in made:
        stated = ' + '.join(f'{quantity}x{price}t{tax}' for quantity, price, tax in lines)
        print(stated, discount, ' '.join(map(str, subtotals)), subtotal, taken, tax, total, sep='\t')


main()
