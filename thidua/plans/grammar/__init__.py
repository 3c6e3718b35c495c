"""The grammar of administrative plans: days, numbers, acts, bodies, awards, quotas, deadlines, kinds of criteria."""
