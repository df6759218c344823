"""Towns to replay, each a folder of data: no code here knows one town from another."""
