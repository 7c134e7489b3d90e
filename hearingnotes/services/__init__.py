"""Operations that screens and commands share; they import neither."""
