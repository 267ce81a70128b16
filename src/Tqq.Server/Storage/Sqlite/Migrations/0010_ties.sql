-- What an earlier version left of accounts that it deleted: ties to them, and their requests. Whoever got such a number would have inherited them.
DELETE FROM contact WHERE other NOT IN (SELECT uin FROM account UNION ALL SELECT uin FROM deletion);
DELETE FROM request WHERE asker NOT IN (SELECT uin FROM account UNION ALL SELECT uin FROM deletion);
