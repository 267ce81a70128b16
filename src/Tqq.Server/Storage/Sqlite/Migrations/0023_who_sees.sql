-- Who sees which field of the profile. Until now one setting was there for all; it comes to the same choices. A text such as
-- 'AD=everyone MO=friends' holds what is not as by default.
ALTER TABLE account ADD COLUMN who_sees TEXT NOT NULL DEFAULT '';
UPDATE account SET who_sees = CASE disclosure
    WHEN 1 THEN 'AD=everyone EM=everyone MO=everyone PC=everyone PH=everyone RN=everyone'
    ELSE 'AD=nobody EM=nobody PC=nobody PH=nobody RN=nobody' END
WHERE disclosure IN (1, 2);
UPDATE account SET checksum =
    CASE WHEN checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, found_as)
    THEN row_sum(uin, password_hash, profile, who_may_add, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, who_sees, found_as)
    ELSE ~row_sum(uin, password_hash, profile, who_may_add, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, who_sees, found_as) END;
ALTER TABLE account DROP COLUMN disclosure;
