-- Messages stand in the order of their arrival, so what is old enough to be swept is found among them by halving: no index has to be kept up for it with each one.
DROP INDEX message_by_age;
