"""What every room stands on: text, money, days and the refusal. No noun of the trade, no Django."""
