"""People, who need not have an account, their accounts and organisations."""
